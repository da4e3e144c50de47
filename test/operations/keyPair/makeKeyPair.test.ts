import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createKeyPair } from "../../../provider/src/client/kps/createKeyPair";
import { publicHalf } from "../../../provider/src/model/privateKey";
import type { KeyPairRecord } from "../../../provider/src/model/keyPair";
import type { KeyPairRequest } from "../../../provider/src/operations/keyPair/keyPairRequest";
import { makeKeyPair } from "../../../provider/src/operations/keyPair/makeKeyPair";
import { newSshKey } from "../../support/sshKey";
import { rejectionOf } from "../../support/rejections";
import { temporaryFolder } from "../../support/temporaryFolder";
import { alterAnswers } from "../../support/inProcess/alteredAnswers";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { acceptedChanges } from "../../support/acceptedChanges";

const KEY = newSshKey();
const folder = temporaryFolder();
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench({ seed: {} });
});
function request(changes: Partial<KeyPairRequest> = {}): KeyPairRequest {
  return {
    name: "ops",
    publicKey: KEY.publicKey,
    algorithm: undefined,
    scope: undefined,
    userId: undefined,
    description: undefined,
    keyProtection: undefined,
    privateKeyFile: undefined,
    exposePrivateKey: false,
    adopt: "never",
    ...changes,
  };
}

const generated = (changes: Partial<KeyPairRequest> = {}): KeyPairRequest =>
  request({ publicKey: undefined, algorithm: "ed25519", ...changes });
const inFile = (): KeyPairRequest => generated({ privateKeyFile: join(folder(), "id") });
const hosted = { keyProtection: { encryption: { type: "default" as const } } };
const existing = (): unknown => bench.emulator.control.state().keyPairs;
const make = async (asked: KeyPairRequest): Promise<KeyPairRecord> =>
  (await makeKeyPair(asked, await bench.step())).record;

describe("a creation whose reply was lost", () => {
  it("is found again by its key, and counts as ours", async () => {
    bench.emulator.control.fault({ operation: "CreateKeypair", cut: "after" });
    const record = await make(request());
    expect(record).toMatchObject({ adopted: false, publicKey: KEY.publicKey });
    expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops"]);
    expect(bench.told()).toEqual(["the answer to the creation was lost; the key pair has been found as asked for"]);
  });

  it("is sent again once it is sure that nothing was created", async () => {
    bench.emulator.control.fault({ operation: "CreateKeypair", cut: "before" });
    expect(await make(request())).toMatchObject({ adopted: false });
    expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops"]);
  });

  it("is looked for through errors in between", async () => {
    bench.emulator.control.fault({ operation: "CreateKeypair", status: 502, body: {}, times: 1 });
    bench.emulator.control.fault({ operation: "CreateKeypair", cut: "after" });
    await make(request());
    expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops"]);
  });

  it("keeps the generated key that was hosted with it", async () => {
    bench.emulator.control.fault({ operation: "CreateKeypair", cut: "after" });
    const record = await make(generated({ ...hosted, exposePrivateKey: true }));
    expect(record).toMatchObject({ managed: true, keyProtection: hosted.keyProtection });
    expect(publicHalf(record.privateKey ?? "")).toBe(record.publicKey);
    expect(existing()).toMatchObject([{ name: "ops", hosted: true, publicKey: record.publicKey }]);
  });

  it("is not the pair that somebody else has made of the same key in another scope", async () => {
    bench.emulator.control.fault({ operation: "CreateKeypair", cut: "before" });
    const making = rejectionOf(make(request({ scope: "account" })));
    bench.world.clock.startTimer(1_000, () => {
      void bench
        .others()
        .then((cloud) => createKeyPair(cloud, { name: "ops", publicKey: KEY.publicKey, scope: "user" }));
    });
    expect((await making).message).toMatch(/exists already in another scope than "account"/);
    expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops"]);
  });

  it("is not the pair that somebody else has made of the same key in another scope just before it is sent again", async () => {
    bench.emulator.control.fault({ operation: "CreateKeypair", cut: "before" });
    let sent = 0;
    const outcome = makeKeyPair(request({ scope: "account" }), {
      ...(await bench.step()),
      progress: ({ status }) => {
        sent += status === "importing" ? 1 : 0;
        if (sent === 3) {
          bench.emulator.control.reset({ keyPairs: [{ name: "ops", publicKey: KEY.publicKey, scope: "user" }] });
        }
      },
    });
    await expect(outcome).rejects.toThrow(/exists already in another scope than "account"/);
    expect(sent).toBe(3);
  });

  it("is looked for where the answer is about a pair with another key", async () => {
    const rival = newSshKey().publicKey;
    bench.emulator.control.fault({ operation: "ListKeypairDetail", status: 403, body: {}, times: 100 });
    alterAnswers(bench, "/keypairs", (body) =>
      "keypair" in body ? { keypair: { ...(body["keypair"] as object), public_key: rival } } : body,
    );
    expect(await make(request())).toMatchObject({ publicKey: KEY.publicKey, adopted: false });
    expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops"]);
  });

  it("whose name meanwhile holds another key is refused", async () => {
    bench.emulator.control.fault({ operation: "CreateKeypair", status: 500, body: {}, times: 1 });
    const context = await bench.step();
    const sleep = context.sleep;
    const rival = { ...request(), publicKey: newSshKey().publicKey };
    let made = false;
    const outcome = makeKeyPair(request(), {
      ...context,
      sleep: async (ms, signal) => {
        if (!made) {
          made = true;
          await make(rival);
        }
        await sleep(ms, signal);
      },
    });
    await expect(outcome).rejects.toThrow(/exists already and holds another key/);
  });
});

describe("a name that is taken", () => {
  it("is found before anything is sent", async () => {
    await make(request());
    await expect(make(request({ publicKey: newSshKey().publicKey }))).rejects.toThrow(
      /^creating key pair "ops": a key pair of this name exists already and holds another key\nfound +key [0-9a-f:]{47}, scope user/,
    );
    expect(bench.emulator.control.requests().filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  it("between the look and the creation is explained all the same", async () => {
    const rival = newSshKey().publicKey;
    const outcome = makeKeyPair(request(), {
      ...(await bench.step()),
      progress: ({ status }) => {
        if (status === "importing") {
          bench.emulator.control.reset({ keyPairs: [{ name: "ops", publicKey: rival }] });
        }
      },
    });
    await expect(outcome).rejects.toThrow(/a key pair of this name exists already and holds another key/);
    expect(bench.emulator.control.requests()).toMatchObject([
      { operation: "CreateKeypair", status: 400 },
      { operation: "ListKeypairDetail", status: 200 },
    ]);
  });

  it("is nobody's that cannot be seen because of one answer that does not find it", async () => {
    await make(request({ publicKey: newSshKey().publicKey }));
    const body = { error_code: "KPS.4016" };
    bench.emulator.control.fault({ operation: "ListKeypairDetail", status: 404, body, times: 2 });
    await expect(make(request())).rejects.toThrow(/exists already and holds another key/);
  });

  it("by a pair of another user that nobody else can see", async () => {
    bench.emulator.control.reset({ keyPairs: [{ name: "ops", userName: "colleague", scope: "user" }] });
    await expect(make(request())).rejects.toThrow(/the name is taken by a key pair that this IAM user cannot see/);
  });

  it("with our key is adopted only when that is allowed", async () => {
    await make(request({ scope: "account" }));
    await expect(make(request())).rejects.toThrow(/set adopt: "ifIdentical"/);
    const record = await make(request({ publicKey: `${KEY.publicKey} me`, adopt: "ifIdentical" }));
    expect(record).toMatchObject({ adopted: true, scope: "account" });
    await expect(make(request({ adopt: "ifIdentical", scope: "user" }))).rejects.toThrow(/another scope than "user"/);
    expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops"]);
  });

  it("with the key in our file was made here before: nothing is lost, nothing is sent", async () => {
    const first = await make(inFile());
    const again = await make(inFile());
    expect(again).toMatchObject({ adopted: false, publicKey: first.publicKey, privateKeyFile: join(folder(), "id") });
    expect(acceptedChanges(bench.emulator)).toEqual(["CreateKeypair ops"]);
  });

  it("stands in the way of a key that would be generated, and none is", async () => {
    await make(request());
    await expect(make(inFile())).rejects.toThrow(/there is no file .*id with its private key/);
    expect(await readdir(folder())).toEqual([]);
  });
});

it("tells whether its key was generated now: not where it was in its file, given, or there already", async () => {
  const isNew = async (asked: KeyPairRequest): Promise<boolean> =>
    (await makeKeyPair(asked, await bench.step())).generated;
  expect(await isNew(inFile())).toBe(true);
  expect(await isNew(inFile())).toBe(false);
  expect(await isNew({ ...inFile(), name: "again" })).toBe(false);
  expect(await isNew(request({ name: "given" }))).toBe(false);
  bench.emulator.control.fault({ operation: "CreateKeypair", cut: "after" });
  expect(await isNew(generated({ name: "lost" }))).toBe(true);
});

describe("what certainly was not created", () => {
  it("is the service's own refusal", async () => {
    const body = { error_code: "KPS.6008", error_msg: "encryption failed" };
    bench.emulator.control.fault({ operation: "CreateKeypair", status: 400, body });
    await expect(make(generated(hosted))).rejects.toMatchObject({ name: "ServiceError", code: "KPS.6008" });
  });

  it("is what a success says that says no", async () => {
    const body = { error_code: "KPS.6008", error_msg: "encryption failed" };
    bench.emulator.control.fault({ operation: "CreateKeypair", status: 200, body, times: 9 });
    await expect(make(request())).rejects.toMatchObject({ code: "KPS.6008" });
    expect(bench.emulator.control.requests().filter(({ operation }) => operation === "CreateKeypair")).toHaveLength(1);
  });

  it("leaves the private key in its file for the next time", async () => {
    bench.emulator.control.fault({ operation: "CreateKeypair", status: 403, body: { error_code: "KPS.9003" } });
    await expect(make(inFile())).rejects.toMatchObject({ code: "KPS.9003" });
    const kept = await readFile(join(folder(), "id"), "utf8");
    expect((await make(inFile())).publicKey).toBe(publicHalf(kept));
  });
});

it("hands over an Ed25519 key to host as PEM, and writes it for ssh", async () => {
  const record = await make({ ...inFile(), ...hosted });
  expect(record.managed).toBe(true);
  expect(await readFile(join(folder(), "id"), "utf8")).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----/);
});

it("works without the right to read key pairs", async () => {
  bench.emulator.control.fault({
    operation: "ListKeypairDetail",
    status: 403,
    body: { error_code: "KPS.9003" },
    times: 9,
  });
  const record = await make(request({ scope: "account" }));
  expect(record).toMatchObject({ publicKey: KEY.publicKey, scope: "account", managed: false, adopted: false });
  expect(record.fingerprint).toMatch(/^[0-9a-f:]{47}$/);
});

it("ends at its deadline also while its key is generated, and sends nothing", async () => {
  const context = await bench.step();
  const hanging = {
    ...context,
    deadlineMs: context.monotonicMs() + 2_000,
    generateKeyPair: () => new Promise<never>(() => undefined),
  };
  const refused = await rejectionOf(makeKeyPair(generated({ exposePrivateKey: true }), hanging));
  expect(refused.message).toMatch(/^waiting for the key of "ops" to be generated: the deadline has passed/);
  expect(context.monotonicMs()).toBeLessThan(hanging.deadlineMs + 2_000);
  expect(acceptedChanges(bench.emulator)).toEqual([]);
});
