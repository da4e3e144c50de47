import { createHash } from "node:crypto";
import { fleetStateSchema } from "../../../provider/src/model/fleet/fleetState";
import type { PlainObject } from "../../../provider/src/model/plainObject";
import { unpackResults } from "../../../provider/src/operations/fleet/unpackResults";
import { acceptedPosts } from "../../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";

it("keeps of triggers in the clear only what nobody can guess them against, and knows them again", async () => {
  const bench = inProcessBench();
  putServers(bench.emulator, 1);
  const inputs = { servers: ["id-1"], keyPairName: "kp-a", auth: { password: ROOT_PASSWORD }, triggers: ["weak"] };
  const first = await bench.fleet.create(inputs);
  const second = await bench.fleet.create(inputs);
  expect(JSON.stringify(first["results"])).not.toContain(
    createHash("sha256").update('["weak"]').digest("hex").slice(0, 8),
  );
  expect(markIn(first)).toMatch(/^[0-9a-f]{12}$/);
  expect(markIn(first)).not.toBe(markIn(second));
  const third = await bench.fleet.update(first, { ...inputs, triggers: ["weak"], canaries: 1 });
  expect(third["triggersKey"]).toBe(first["triggersKey"]);
  expect(markIn(third)).toBe(markIn(first));
  expect(acceptedPosts(bench.emulator)).toHaveLength(1);
});

function markIn(outs: PlainObject): unknown {
  const [server] = unpackResults(fleetStateSchema.parse(outs)).values();
  return server?.triggers;
}
