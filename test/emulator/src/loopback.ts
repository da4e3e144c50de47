import { BlockList, isIP } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether only this machine can reach what listens on an address. A name other than `localhost` may mean anything. */
export function isLoopback(host: string): boolean {
  const kind = isIP(host);
  return kind === 0 ? host.toLowerCase() === "localhost" : loopback.check(host, kind === 4 ? "ipv4" : "ipv6");
}

/**
 * The address to listen on.
 *
 * @param host default 127.0.0.1
 * @param beyondLoopback whether other machines may reach it
 * @throws Error for an address that other machines can reach, unless that was said to be meant
 */
export function hostToListenOn(host = "127.0.0.1", beyondLoopback = false): string {
  if (!beyondLoopback && !isLoopback(host)) {
    throw new Error(
      `${JSON.stringify(host)} is not a loopback address: whoever reaches it could use credentials that are known, ` +
        "and a control API that asks for none. If that is meant, add --beyond-loopback (in code beyondLoopback: true).",
    );
  }
  return host;
}
