import type { PlainObject } from "../../../provider/src/model/plainObject";
import { alterAnswers } from "../../support/inProcess/alteredAnswers";
import { rejectionOf } from "../../support/rejections";
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

describe("a key pair found by a refresh that KPS does not show", () => {
  const asked = (keyPairName: string, more: object = {}): PlainObject => ({ serverId, ...given(keyPairName), ...more });

  /** What a refresh reads once ECS shows another name on the server. */
  async function found(name: string): Promise<PlainObject> {
    const bound = await bench.binding.create(asked("kp-a"));
    alterAnswers(bench, `/cloudservers/${serverId}`, ({ server }) => ({
      server: { ...(server as object), key_name: name },
    }));
    const { props: read = {} } = await bench.binding.read(bound);
    return read;
  }

  it.each(["of-a-colleague", "a name of ECS"])(
    "%s is adopted by its name alone where the program accepts it",
    async (name) => {
      const read = await found(name);
      const adopted = await bench.binding.update(read, asked(name));
      expect(adopted).toMatchObject({ phase: "bound", boundKeyPairName: name, adopted: true });
      expect(adopted).not.toHaveProperty("made");
      expect(bench.told().join("\n")).toContain(`key pair "${name}" is on the server, and KPS does not show it`);
      expect(await bench.binding.diff(adopted, asked(name))).toMatchObject({ changes: false });
      expect((await bench.binding.read(adopted)).props).toEqual(adopted);
      expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
    },
  );

  it("is not bound once more, nor taken for a key that is asked for", async () => {
    const read = await found("of-a-colleague");
    for (const more of [{ triggers: ["once more"] }, { keyPairFingerprint: "aa:bb" }]) {
      const refused = await rejectionOf(bench.binding.update(read, asked("of-a-colleague", more)));
      expect(refused.message).toContain("KPS knows no such key pair");
    }
  });

  it("can be replaced also where KPS cannot be asked for its name", async () => {
    const read = await found("a name of ECS");
    const refused = await rejectionOf(bench.binding.update(read, asked("kp-a")));
    expect(refused.message).toContain('the server is bound to key pair "a name of ECS", which is not ours');
  });
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
