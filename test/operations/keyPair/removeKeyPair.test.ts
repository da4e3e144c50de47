import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprintOf } from "../../../provider/src/model/publicKey";
import {
  removeKeyPair,
  type Removed,
  type RemoveRequest,
} from "../../../provider/src/operations/keyPair/removeKeyPair";
import { newSshKey } from "../../support/sshKey";
import { temporaryFolder } from "../../support/temporaryFolder";
import { alterAnswers } from "../../support/inProcess/alteredAnswers";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { rejectionOf } from "../../support/rejections";
import { acceptedChanges } from "../../support/acceptedChanges";

const PLAIN = newSshKey();
const HOSTED = newSshKey();
const folder = temporaryFolder();
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({
    seed: {
      keyPairs: [
        { name: "plain", publicKey: PLAIN.publicKey },
        { name: "hosted", privateKey: HOSTED.privateKey, hosted: true },
      ],
      servers: [{ id: "server-1", name: "web-1", status: "ACTIVE" }],
    },
  });
});
function requestFor(
  name: string,
  publicKey: string,
  { record, ...more }: { record?: Partial<RemoveRequest["record"]> } & Partial<Omit<RemoveRequest, "record">> = {},
): RemoveRequest {
  const fingerprint = fingerprintOf(publicKey) ?? "";
  return {
    made: { name, fingerprint },
    record: { publicKey, fingerprint, managed: false, frozenState: 0, adopted: false, scope: "account", ...record },
    givesKey: false,
    forceDelete: false,
    isStillDeclared: () => Promise.resolve(false),
    ...more,
  };
}

const plain = requestFor("plain", PLAIN.publicKey, { givesKey: true });
const hosted = requestFor("hosted", HOSTED.publicKey, { record: { managed: true } });
const remove = async (request: RemoveRequest): Promise<Removed> => removeKeyPair(request, await bench.step());
const left = (): string[] => bench.emulator.control.state().keyPairs.map(({ name }) => name);
const use = (keyPairName: string): unknown => bench.emulator.control.putServer("server-1", { keyPairName });
const forbidEcs = (): void =>
  bench.emulator.control.fault({ operation: "ListServersDetails", status: 403, body: { error: { code: "Ecs.0013" } } });

it.each([plain, hosted])("deletes $made.name when no server uses it, without a word", async (request) => {
  expect(await remove(request)).toBe("deleted");
  expect(left()).not.toContain(request.made.name);
  expect(bench.told()).toEqual([]);
});

it("is done when it is gone already", async () => {
  expect(await remove(requestFor("nothing", PLAIN.publicKey))).toBe("gone");
  expect(acceptedChanges(bench.emulator)).toEqual([]);
});

it("deletes a pair in use with a notice that names the servers", async () => {
  use("plain");
  await remove(plain);
  expect(left()).toEqual(["hosted"]);
  expect(bench.told()).toEqual([
    'key pair "plain" is deleted although it is used by web-1 (server-1); the servers go on accepting its key',
  ]);
});

it("does not delete a hosted pair in use, and names the servers", async () => {
  use("hosted");
  await expect(remove(hosted)).rejects.toThrow(
    /^deleting key pair "hosted" was not tried: its only private key \(hosted in KPS\) would be gone[\s\S]*servers +used by web-1 \(server-1\)\nnext .*forceDelete: true/,
  );
  expect(left()).toContain("hosted");
  await remove({ ...hosted, forceDelete: true });
  expect(left()).not.toContain("hosted");
});

it("does not delete a hosted pair whose use cannot be checked", async () => {
  forbidEcs();
  await expect(remove(hosted)).rejects.toThrow(/problem +the credentials may not list the servers in ECS \(403/);
  expect(left()).toContain("hosted");
});

it("does not delete a hosted pair while the list of servers is short of what it counts", async () => {
  alterAnswers(bench, "/cloudservers/detail", () => ({ count: 300, servers: [] }));
  await expect(remove(hosted)).rejects.toThrow(
    /problem +the list of servers in ECS shows 0 of the 300[^]*next +run this/,
  );
  expect(left()).toContain("hosted");
});

it("goes by what the service says of hosting, not by state", async () => {
  use("hosted");
  const cleared = requestFor("hosted", HOSTED.publicKey);
  await expect(remove(cleared)).rejects.toThrow(/its only private key \(hosted in KPS\) would be gone/);
});

it("deletes another pair whose use cannot be checked, and says so", async () => {
  forbidEcs();
  await remove(plain);
  expect(left()).toEqual(["hosted"]);
  expect(bench.told()[0]).toMatch(/whether servers use it cannot be checked/);
});

it("leaves a pair that somebody made anew under the name", async () => {
  for (const name of ["plain", "hosted"]) {
    expect(await remove(requestFor(name, newSshKey().publicKey))).toBe("someoneElses");
    expect(left()).toContain(name);
    expect(bench.told().at(-1)).toMatch(/was made anew elsewhere and holds another key/);
  }
});

describe("where the detail may not be read", () => {
  const forbid = (operation: string): void =>
    bench.emulator.control.fault({ operation, status: 403, body: { error_code: "KPS.9003" }, times: 100 });

  it("goes by the list of key pairs", async () => {
    forbid("ListKeypairDetail");
    expect(await remove(requestFor("plain", newSshKey().publicKey))).toBe("someoneElses");
    expect(left()).toContain("plain");
    expect(await remove(plain)).toBe("deleted");
    expect(await remove(plain)).toBe("gone");
  });

  it("learns from the list that KPS keeps the only private key", async () => {
    forbid("ListKeypairDetail");
    use("hosted");
    await expect(remove(requestFor("hosted", HOSTED.publicKey))).rejects.toThrow(/hosted in KPS\) would be gone/);
  });

  it("is not gone by one answer to the deletion that passes", async () => {
    forbid("ListKeypairDetail");
    forbid("ListKeypairs");
    const passing = { status: 400, body: { error_code: "KPS.4016" } };
    bench.emulator.control.fault({ operation: "DeleteKeypair", ...passing, times: 2 });
    expect(await remove(plain)).toBe("deleted");
    expect(left()).toEqual(["hosted"]);
    expect(await remove(plain)).toBe("gone");
  });

  it("deletes by name where the list may not be read either", async () => {
    forbid("ListKeypairDetail");
    forbid("ListKeypairs");
    expect(await remove(plain)).toBe("deleted");
    expect(bench.told()).toEqual([
      expect.stringMatching(/^the credentials may not read key pair "plain" \(403; needs kps:SSHKeyPair:get\)/),
    ]);
  });
});

it("goes by what was made, not by what was found since", async () => {
  const { made } = plain;
  expect(await remove({ ...requestFor("plain", newSshKey().publicKey), made })).toBe("deleted");
  expect(left()).toEqual(["hosted"]);
});

it("asks right before the deletion whether the program still declares it", async () => {
  expect(await remove({ ...plain, isStillDeclared: () => Promise.resolve(true) })).toBe("stillDeclared");
  await expect(
    remove({ ...plain, isStillDeclared: () => Promise.reject(new Error("another process cannot be asked")) }),
  ).rejects.toThrow("cannot be asked");
  expect(left()).toContain("plain");
  expect(acceptedChanges(bench.emulator)).toEqual([]);
});

describe("the only private key in an output", () => {
  const exposed = (more: Parameters<typeof requestFor>[2] = {}) =>
    requestFor("plain", PLAIN.publicKey, { ...more, record: { privateKey: PLAIN.privateKey, ...more.record } });

  it("keeps a pair that servers use, or whose use cannot be checked", async () => {
    use("plain");
    await expect(remove(exposed())).rejects.toThrow(
      /its only private key \(the output privateKey in state\) would be gone[\s\S]*used by web-1 \(server-1\)/,
    );
    forbidEcs();
    await expect(remove(exposed())).rejects.toThrow(/needs ecs:cloudServers:list/);
    expect(left()).toContain("plain");
  });

  it("goes when no server uses the pair, or when that is insisted on", async () => {
    expect(await remove(exposed())).toBe("deleted");
    bench.emulator.control.reset({ keyPairs: [{ name: "plain", publicKey: PLAIN.publicKey }] });
    use("plain");
    expect(await remove(exposed({ forceDelete: true }))).toBe("deleted");
    expect(bench.told().at(-1)).toMatch(/the servers go on accepting its key/);
  });

  it("holds back nothing when a file has it too, or the program gives it", async () => {
    use("plain");
    const privateKeyFile = join(folder(), "id");
    writeFileSync(privateKeyFile, PLAIN.privateKey, { mode: 0o600 });
    expect(await remove(exposed({ record: { privateKeyFile } }))).toBe("deleted");
    bench.emulator.control.reset({ keyPairs: [{ name: "plain", publicKey: PLAIN.publicKey }] });
    use("plain");
    expect(await remove(exposed({ givesKey: true }))).toBe("deleted");
  });

  it("is compared with the file also where a refresh has found another key under the name", async () => {
    bench.emulator.control.reset({ keyPairs: [{ name: "plain", publicKey: HOSTED.publicKey }] });
    use("plain");
    const privateKeyFile = join(folder(), "id");
    writeFileSync(privateKeyFile, PLAIN.privateKey, { mode: 0o600 });
    const { record, made } = exposed({ record: { privateKeyFile } });
    const refreshed = { ...record, publicKey: HOSTED.publicKey, fingerprint: fingerprintOf(HOSTED.publicKey) ?? "" };
    expect(await remove({ ...exposed(), made, record: refreshed })).toBe("someoneElses");
    writeFileSync(privateKeyFile, HOSTED.privateKey, { mode: 0o600 });
    await expect(remove({ ...exposed(), made, record: refreshed })).rejects.toThrow(/its only private key/);
  });

  it("is not thrown away either when the pair itself is gone or somebody else's", async () => {
    bench.emulator.control.reset({ keyPairs: [{ name: "plain", publicKey: HOSTED.publicKey }] });
    use("plain");
    await expect(remove(exposed())).rejects.toThrow(/its only private key/);
  });
});

describe("a pair that is not shown", () => {
  const ofUser = (by: string | undefined) => {
    const request = requestFor("nothing", PLAIN.publicKey, { record: { scope: "user" } });
    return { ...request, record: { ...request.record, made: { name: "nothing", by } } };
  };

  it("is gone for the one who made it", async () => {
    const { cloud } = await bench.step();
    expect(await remove(ofUser(await cloud.asker()))).toBe("gone");
  });

  it.each(["access key with hash 123456789abc", "IAM user 1234", undefined])(
    "may be there for somebody else (made by %s): that is an error that names both",
    async (by) => {
      const { cloud } = await bench.step();
      const error = await rejectionOf(remove(ofUser(by)));
      expect(error.message).toContain(by ?? "not known");
      expect(error.message).toContain(await cloud.asker());
      expect(error.message).toContain("pulumi state delete");
    },
  );
});

it.each([
  ["a page", { status: 404, body: "<html>no such page</html>" }],
  ["nothing", { status: 404, body: "" }],
  ["a gateway's words", { status: 404, body: { error_code: "APIGW.0101", error_msg: "API does not exist" } }],
])("is not gone by a 404 that says %s", async (_what, fault) => {
  bench.emulator.control.fault({ operation: "ListKeypairDetail", times: 100, ...fault });
  await expect(remove(plain)).rejects.toMatchObject({ status: 404 });
  expect(left()).toContain("plain");
  bench.emulator.control.reset({});
  bench.emulator.control.fault({ operation: "ListKeypairDetail", times: 100, ...fault });
  expect(await remove(plain)).toBe("gone");
});

it("is not gone by one answer that passes", async () => {
  bench.emulator.control.fault({
    operation: "ListKeypairDetail",
    status: 400,
    body: { error_code: "KPS.4016" },
    times: 2,
  });
  expect(await remove(plain)).toBe("deleted");
});

it("is not gone by one answer that passes after a deletion whose reply was lost", async () => {
  const passing = { operation: "ListKeypairDetail", status: 400, body: { error_code: "KPS.4016" } };
  bench.emulator.control.fault({ operation: "DeleteKeypair", cut: "before" });
  const removed = remove(plain);
  bench.world.clock.startTimer(1_000, () => bench.emulator.control.fault(passing));
  expect(await removed).toBe("deleted");
  expect(left()).toEqual(["hosted"]);
});

it.each(["before", "after"] as const)("looks again when the reply was lost (%s it was carried out)", async (cut) => {
  bench.emulator.control.fault({ operation: "DeleteKeypair", cut });
  await remove(plain);
  expect(left()).toEqual(["hosted"]);
  expect(acceptedChanges(bench.emulator)).toHaveLength(1);
});

it("passes a refusal on as it came", async () => {
  bench.emulator.control.fault({ operation: "DeleteKeypair", status: 403, body: { error_code: "KPS.9003" } });
  await expect(remove(plain)).rejects.toMatchObject({ code: "KPS.9003" });
});
