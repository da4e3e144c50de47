/** What ECS says of a server, or why it is not asked. */
export type ServerFacts =
  | {
      known: true;
      power: "running" | "stopped" | "other";
      status: string;
      /** Undefined when ECS gives none. */
      name: string | undefined;
      /** The key pair ECS has on record for the server; undefined when there is none. */
      keyPairName: string | undefined;
      /** ms since 1970; absent when ECS does not say. */
      createdAtMs?: number | undefined;
    }
  | { known: false; why: string }
  | { known: "gone" };

/** The power state that decides which operation the service carries out. */
export function powerOf(status: string): "running" | "stopped" | "other" {
  if (status === "ACTIVE") {
    return "running";
  }
  return status === "SHUTOFF" ? "stopped" : "other";
}
