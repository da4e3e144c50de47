import { z } from "zod";
import { authSchema } from "../auth";
import { bindingPolicies, portSchema } from "../bindingPolicies";
import { ecsServerId, keyPairNameSchema, serverIdSchema } from "../identifier";
import { UNKNOWN_VALUE } from "../unknownValue";
import { failureLimitSchema } from "./failureLimit";

/** Servers of one fleet at most: its state travels whole with every step. */
const MOST_SERVERS = 3_000;

const entrySchema = z.strictObject({
  serverId: serverIdSchema,
  auth: authSchema.optional(),
  port: portSchema.optional(),
});

const serverSchema = z.union([serverIdSchema, entrySchema], {
  error: (issue) => whyNotServer(issue.input),
});

/** The `servers` input: ids, or objects that say more of a server. */
export const fleetServersSchema = z
  .array(serverSchema, "give a list of servers")
  .max(MOST_SERVERS, `a fleet has ${MOST_SERVERS} servers at most; make several fleets of them`)
  .superRefine((servers, context) => {
    const twice = serversTwice(servers);
    const [first] = twice.keys();
    if (first !== undefined) {
      const names = named([...new Set(twice.values())]);
      // Of one entry, so that it is told in a preview also where another one is not known yet.
      context.addIssue({
        code: "custom",
        path: [first],
        message: `each server may stand here once; more than once: ${names}`,
      });
    }
  });

const wholeFrom = (least: number) =>
  z.int("must be a whole number").min(least, `must be a whole number from ${least} on`);

/** Inputs of a KeyPairFleet once every value is known. An input left out means: no opinion. */
export const fleetInputsSchema = z.strictObject({
  servers: fleetServersSchema,
  keyPairName: keyPairNameSchema,
  keyPairFingerprint: z.string().min(1).optional(),
  auth: authSchema.optional(),
  canaries: wholeFrom(0).optional(),
  maxFailures: failureLimitSchema.optional(),
  concurrency: wholeFrom(1).optional(),
  ...bindingPolicies,
  resourceUrn: z.string().optional(),
});

/** Inputs of a KeyPairFleet as the provider process receives them. */
export type FleetInputs = z.infer<typeof fleetInputsSchema>;

/** The ids of servers that stand in a list before, by their places. */
function serversTwice(servers: readonly (string | { serverId: string })[]): Map<number, string> {
  const seen = new Set([UNKNOWN_VALUE]);
  const twice = new Map<number, string>();
  for (const [place, server] of servers.entries()) {
    const id = typeof server === "string" ? server : server.serverId;
    if (id !== UNKNOWN_VALUE && seen.size === seen.add(ecsServerId(id)).size) {
      twice.set(place, id);
    }
  }
  return twice;
}

const MOST_NAMED = 10;

function named(ids: readonly string[]): string {
  const more = ids.length - MOST_NAMED;
  return `${ids.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Why a value is no server of a fleet, without repeating any value of it. */
function whyNotServer(value: unknown): string {
  const issue = typeof value === "object" ? entrySchema.safeParse(value).error?.issues[0] : undefined;
  return issue === undefined || issue.path.length === 0
    ? "give the id of an ECS server, or { serverId, auth, port }"
    : `${issue.path.join(".")}: ${issue.message}`;
}
