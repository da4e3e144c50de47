import type { PlainObject } from "../../../provider/src/model/plainObject";
import { acceptedPosts } from "../../support/acceptedPosts";
import { putServers } from "../../support/putServers";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { resultOf } from "../fleet/fleetResults";

let bench: InProcessBench;
let serverId: string;

beforeEach(() => {
  bench = inProcessBench();
  [serverId = ""] = putServers(bench.emulator, 1);
});

const given = (keyPairName: string): PlainObject => ({ keyPairName, auth: { password: ROOT_PASSWORD } });

/** Somebody binds another pair, and the server is stopped. */
function rebound(): void {
  bench.emulator.control.putServer(serverId, { keyPairName: "kp-b", status: "SHUTOFF" });
}

it("a key pair found by a refresh, and asked for since, is adopted without a request and can be replaced then", async () => {
  const asked = (keyPairName: string): PlainObject => ({ serverId, ...given(keyPairName) });
  const bound = await bench.binding.create(asked("kp-a"));
  rebound();
  const { props: read = {} } = await bench.binding.read(bound);
  expect(await bench.binding.diff(read, asked("kp-b"))).toMatchObject({ changes: true });
  expect(bench.told().at(-1)).toMatch(/found bound to "kp-b" instead of "kp-a".*adopts it$/);
  const adopted = await bench.binding.update(read, asked("kp-b"));
  expect(adopted).toMatchObject({ phase: "bound", boundKeyPairName: "kp-b", adopted: true });
  expect(adopted).not.toHaveProperty("made");
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
  expect(await bench.binding.diff(adopted, asked("kp-b"))).toMatchObject({ changes: false });
  expect(await bench.binding.update(adopted, asked("kp-a"))).toMatchObject({ boundKeyPairName: "kp-a" });
});

it("so is one of a fleet", async () => {
  const asked = (keyPairName: string): PlainObject => ({ servers: [serverId], ...given(keyPairName) });
  const bound = await bench.fleet.create(asked("kp-a"));
  rebound();
  const { props: read = {} } = await bench.fleet.read(bound);
  bench.told();
  expect(await bench.fleet.diff(read, asked("kp-b"))).toMatchObject({ changes: true });
  expect(bench.told().join("\n")).toMatch(/found bound to "kp-b" instead of "kp-a" \(adopted: .*\n?will adopt 1$/s);
  const adopted = await bench.fleet.update(read, asked("kp-b"));
  expect(resultOf(adopted, serverId)).toMatchObject({ phase: "bound", keyPairName: "kp-b" });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
  bench.told();
  expect(await bench.fleet.diff(adopted, asked("kp-b"))).toMatchObject({ changes: false });
  expect(bench.told()).toEqual([]);
  expect(await bench.fleet.update(adopted, asked("kp-a"))).toMatchObject({ phase: "bound" });
});
