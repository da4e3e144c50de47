import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const rest = { keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } };

let bench: InProcessBench;

/** What a preview says of a fleet of three bound servers that is declared with others. */
async function previewOf(servers: unknown[]): Promise<unknown[]> {
  bench = inProcessBench();
  const bound = await bench.fleet.create({ ...rest, servers: putServers(bench.emulator, 3) });
  bench.told();
  const { changes } = await bench.fleet.diff(bound, { ...rest, servers });
  return [changes, ...bench.told()];
}

it("says how many ids are not known yet, and neither binds nor lets go by them", async () => {
  expect(await previewOf(["id-1", UNKNOWN, { serverId: UNKNOWN }])).toEqual([
    true,
    "2 of its servers are not known yet, nor which it will let go",
  ]);
  expect(await previewOf(["id-1", "id-2", "id-3", "id-4", UNKNOWN])).toEqual([
    true,
    "will bind 1; 1 of its servers is not known yet",
  ]);
});

it("says what it lets go where every id is known", async () => {
  expect(await previewOf(["id-1", { serverId: "id-4" }])).toEqual([true, "will bind 1, let go 2"]);
});

it("keeps what a fleet asks for also where no server needs anything for it", async () => {
  bench = inProcessBench();
  const empty = await bench.fleet.create({ keyPairName: "kp-a", servers: [], triggers: [1] });
  expect((await bench.fleet.diff(empty, { keyPairName: "kp-a", servers: [], triggers: [1] })).changes).toBe(false);
  for (const other of [{ keyPairName: "kp-b" }, { triggers: [2] }, { keyPairFingerprint: "SHA256:0" }]) {
    const asked = { keyPairName: "kp-a", servers: [], triggers: [1], ...other };
    expect((await bench.fleet.diff(empty, asked)).changes).toBe(true);
    expect(await bench.fleet.update(empty, asked)).toMatchObject(other);
  }
});
