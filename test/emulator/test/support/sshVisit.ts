import { once } from "node:events";
import { Client, type ClientChannel, type ConnectConfig } from "ssh2";

/** What a command printed and how it ended. */
export interface Visit {
  status: number | undefined;
  stdout: string;
  stderr: string;
}

/** How a login went wrong. */
export type NotIn = "refused" | "closed";

/** Logs in to a port of 127.0.0.1 with ssh2, as root unless told otherwise. */
export async function logIn(port: number, how: Omit<ConnectConfig, "host" | "port">): Promise<Client | NotIn> {
  const client = new Client();
  const end = new Promise<Client | NotIn>((resolve) => {
    client.once("ready", () => resolve(client));
    client.on("error", ({ level }) => resolve(level === "client-authentication" ? "refused" : "closed"));
    client.once("close", () => resolve("closed"));
  });
  client.connect({ host: "127.0.0.1", port, username: "root", ...how });
  client.setNoDelay();
  const outcome = await end;
  if (typeof outcome === "string") {
    client.destroy();
  }
  return outcome;
}

/** Logs in as `logIn`, has one command run and leaves. */
export async function visit(
  port: number,
  how: Omit<ConnectConfig, "host" | "port">,
  command = "whoami",
): Promise<Visit | NotIn> {
  const client = await logIn(port, how);
  return typeof client === "string" ? client : run(client, command).finally(() => client.end());
}

/** Has one command run. */
export function run(client: Client, command: string): Promise<Visit> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => (error === undefined ? resolve(hear(channel)) : reject(error)));
  });
}

/** Has a shell answer what is typed; the session has to end by that. */
export function typeInto(client: Client, terminal: boolean, typed: string): Promise<Visit> {
  return new Promise((resolve, reject) => {
    client.shell(terminal ? { term: "xterm" } : false, (error, channel) => {
      if (error === undefined) {
        resolve(hear(channel));
        channel.write(typed);
      } else {
        reject(error);
      }
    });
  });
}

/** Everything a channel says until it is closed. Listens at once: the end may have come along with the beginning. */
async function hear(channel: ClientChannel): Promise<Visit> {
  const said: Visit = { status: undefined, stdout: "", stderr: "" };
  channel.on("data", (bytes: Buffer) => (said.stdout += bytes.toString()));
  channel.stderr.on("data", (bytes: Buffer) => (said.stderr += bytes.toString()));
  channel.on("exit", (status: number) => (said.status = status));
  await once(channel, "close");
  return said;
}
