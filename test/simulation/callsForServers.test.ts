import { triggersMark } from "../../provider/src/handlers/fleet/triggersMark";
import { packResults } from "../../provider/src/operations/fleet/packResults";
import type { CallRecord } from "./callRecord";
import { callsForServers } from "./callsForServers";
import { Keyring } from "./keyring";
import { firstBind } from "./madeUp";

const keyring = new Keyring();

/** Outputs of a fleet whose only server was bound for these triggers. */
function outputs(triggersKey: string, triggers: unknown, boundFor = triggers): CallRecord["inputs"] {
  const record = { phase: "bound", boundKeyPairName: "kp-a" } as const;
  const server = { phase: "bound", record, triggers: triggersMark(boundFor, triggersKey) } as const;
  return {
    keyPairName: "kp-a",
    servers: ["server-1"],
    triggers,
    triggersKey,
    ...packResults(new Map([["server-1", server]])),
  };
}

it("tells the triggers of a server as the program has them, whichever secret a row makes its marks with", async () => {
  const { bound } = await firstBind(keyring);
  const seen = (before: CallRecord["inputs"], after: CallRecord["inputs"]): unknown[] => {
    const inputs = { keyPairName: "kp-a", servers: ["server-1"], triggers: [1] };
    const end = { how: "done", secret: [], outputs: after } as const;
    return callsForServers({ ...bound, kind: "keyPairFleet", verb: "update", inputs, before, end }).map((call) => [
      call.inputs["triggers"],
      call.before?.["triggers"],
      "outputs" in call.end && call.end.outputs["triggers"],
    ]);
  };
  expect(seen(outputs("one", [1]), outputs("one", [1]))).toEqual([[[1], [1], [1]]]);
  expect(seen(outputs("one", [2]), outputs("another", [1]))).toEqual([[[1], [2], [1]]]);
  expect(seen(outputs("one", [2], [1]), outputs("one", [1], [2]))).toEqual([
    [[1], triggersMark([1], "one"), triggersMark([2], "one")],
  ]);
});
