import { z } from "zod";
import type { GateRecord } from "./gateRecord";
import { parseIsoTime } from "./isoTime";
import { timeoutsSchema } from "./timeouts";

const time = z
  .string("give a Date, or an ISO time such as 2026-11-21T08:00:00Z")
  .refine((text) => parseIsoTime(text) !== undefined, "is not an ISO time with a zone, such as 2026-11-21T08:00:00Z");

/** Inputs of a DmsTaskGate once every value is known. Times are ISO 8601. */
export const gateInputsSchema = z
  .strictObject({
    instanceId: z
      .string("give the id of a DMS instance")
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/,
        "is not the id of a DMS instance; it looks like 4116467c-a1b2-4c3d-9e8f-0123456789ab",
      ),
    since: time.optional(),
    until: time.optional(),
    names: z.array(z.string().min(1, "must not be empty")).optional(),
    expect: z.int("must be a whole number").min(0, "must not be negative").optional(),
    onFailed: z.enum(["fail", "report"], 'must be "fail" or "report"').optional(),
    triggers: z.array(z.unknown()).optional(),
    timeouts: timeoutsSchema.optional(),
    resourceUrn: z.string().optional(),
  })
  .refine(({ since, until }) => since === undefined || until === undefined || !isAfter(since, until), {
    path: ["until"],
    message: "lies before since",
  });

/** Inputs of a DmsTaskGate as the provider process receives them. */
export type GateInputs = z.infer<typeof gateInputsSchema>;

/** Outputs of a DmsTaskGate: the inputs under their own keys, what was seen, and where. */
export type GateOutputs = GateInputs & GateRecord & { region: string; projectId: string };

/** What state holds of a gate, as far as handlers need it; read leniently: state of every release must stay readable. */
export const gateStateSchema = z.looseObject({
  phase: z.enum(["waiting", "settled", "failed"]).optional().catch(undefined),
  region: z.string().optional(),
  projectId: z.string().optional(),
});

function isAfter(one: string, other: string): boolean {
  const [first, second] = [parseIsoTime(one), parseIsoTime(other)];
  return first !== undefined && second !== undefined && first > second;
}
