import type { dynamic } from "@pulumi/pulumi";
import { atBorder, type ResourceHandlers } from "../../provider/src/handlers/border";
import { dynamicFront } from "../../provider/src/handlers/dynamicFront";
import { PartialCreation } from "../../provider/src/handlers/partialCreation";
import type { PlainObject } from "../../provider/src/model/plainObject";
import { providerInProcess } from "../support/inProcess/providerInProcess";

const { process, handlers: real } = providerInProcess();
const password = "Border-Canary-1";

/** Handlers behind the border that answer what is given. */
function answering(answers: Partial<ResourceHandlers>): ResourceHandlers {
  const unused = (): never => {
    throw new Error("not called here");
  };
  const none = { configure: unused, check: unused, diff: unused, create: unused, read: unused, update: unused };
  return atBorder(process, { ...none, delete: unused, ...answers });
}

test("null means unset, at every depth, but not in a person's own data", async () => {
  let taken: PlainObject | undefined;
  const handlers = answering({
    create: (news) => {
      taken = news;
      return Promise.resolve({ id: "i", outs: {} });
    },
  });
  await handlers.create({ port: null, timeouts: { create: null, update: "1m" }, triggers: [null, { a: null }] });
  expect(taken).toEqual({ timeouts: { update: "1m" }, triggers: [null, { a: null }] });

  const binding = { serverId: "s", keyPairName: "kp-a", auth: null, port: null, onDelete: null, timeouts: null };
  expect((await real.keyPairBinding.check({}, binding)).failures).toEqual([]);
  const pair = { name: null, publicKey: null, exposePrivateKey: true, keyProtection: null, algorithm: null };
  expect((await real.keyPair.check({}, pair)).failures).toEqual([]);
});

test("what a fleet's results say with null in state arrives", async () => {
  let taken: PlainObject | undefined;
  const handlers = answering({
    delete: (_id, props) => {
      taken = props;
      return Promise.resolve();
    },
  });
  const state = { results: { "s-1": { phase: "bound", record: { ts: null } } }, counts: null };
  await handlers.delete("fleet", state);
  expect(taken).toEqual({ results: state.results });
});

test("of thousands of faults some are told, and how many more there are", async () => {
  const servers = Array.from({ length: 3_000 }, (_, index) => `no id ${index}`);
  const { failures } = await real.keyPairFleet.check({}, { servers, keyPairName: "kp-a" });
  expect(failures).toHaveLength(21);
  expect(failures?.at(-1)).toEqual({ property: "", reason: "and 2,980 more faults: correct these first" });
});

test("outputs can be encoded and hold no foreign text as it came, those of the program stay to the letter", async () => {
  const outs = {
    given: "own \u001b text",
    auth: [{ password }],
    found: { deep: [`half \ud83d of \u001b[31m${password}`, undefined, 5n] },
    publicKey: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPtGZNXHQx8dxzMPpMgIqvcGpBZ40xmvSGYJNkGe+2cI ${password}`,
    resourceUrn: "urn:pulumi:old::shop::kps::web",
    gone: undefined,
  };
  const handlers = answering({ create: () => Promise.resolve({ id: "i", outs }) });
  const { outs: shown } = await handlers.create({ given: outs.given, auth: outs.auth });
  expect(shown).toEqual({
    given: outs.given,
    auth: outs.auth,
    found: { deep: ["half \ufffd of [removed]", null, "5"] },
    publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPtGZNXHQx8dxzMPpMgIqvcGpBZ40xmvSGYJNkGe+2cI [removed]",
  });
});

test("servers of a fleet keep their ways in to the letter, also where the program has written null beside them", async () => {
  const servers = [{ serverId: "s-1", auth: { password } }, "s-2"];
  const handlers = answering({ create: () => Promise.resolve({ id: "i", outs: { servers } }) });
  const { outs } = await handlers.create({ servers: [{ serverId: "s-1", auth: { password }, port: null }, "s-2"] });
  expect(outs).toEqual({ servers });
});

test("a name of the program stays whole in other outputs too, though a secret begins as it does", async () => {
  const name = `${password.slice(0, 10)}-key`;
  const outs = {
    keyPairName: name,
    boundKeyPairName: name,
    made: { name, by: `${password} of ${name}` },
    previousKeyPairName: password,
    auth: { password },
    triggers: [password],
  };
  const handlers = answering({
    create: () => Promise.resolve({ id: "i", outs }),
    read: (_id, props) => Promise.resolve({ id: "i", props: { ...props, made: { name }, found: password } }),
  });
  const news = { keyPairName: name, auth: { password }, triggers: [password] };
  const { outs: kept } = await handlers.create(news);
  expect(kept).toEqual({ ...outs, made: { name, by: "[removed] of [removed]-key" }, previousKeyPairName: "[removed]" });
  const { props: read } = await handlers.read("i", kept as PlainObject);
  expect(read).toMatchObject({ boundKeyPairName: name, made: { name }, found: "[removed]" });
});

test("an id among the servers of a fleet stays whole, what logs in there is removed", async () => {
  const id = `${password.slice(0, 10)}-web`;
  const servers = [{ serverId: id, auth: { password } }];
  const outs = {
    servers,
    results: { [id]: { phase: "failed", heldBy: id, failure: { reason: `${password} of ${id}` } } },
  };
  const { outs: kept } = await answering({ create: () => Promise.resolve({ id: "i", outs }) }).create({ servers });
  const result = { phase: "failed", heldBy: id, failure: { reason: "[removed] of [removed]-web" } };
  expect(kept).toEqual({ servers, results: { [id]: result } });
});

test("how things stand stays whole, whatever word a secret is", async () => {
  process.secrets.add("waiting", "REPLACE", "exact", "account");
  const outs = {
    scope: "account",
    attempt: { operation: "REPLACE", keyPairName: "kp-a" },
    failure: { match: "exact", message: "waiting for account 7" },
    results: { "s-1": { phase: "waiting", operation: "REPLACE" } },
  };
  const { outs: kept } = await answering({ create: () => Promise.resolve({ id: "i", outs }) }).create({});
  expect(kept).toEqual({ ...outs, failure: { match: "exact", message: "[removed] for [removed] 7" } });
});

test("a resource that is kept keeps its provider, and its reason is safe", async () => {
  const reason = `${"x".repeat(9_000)}😀\n::error::${password}\nnext      do it again`;
  const handlers = answering({
    update: () => Promise.reject(new PartialCreation("i", { phase: "failed" }, reason)),
  });
  const error: unknown = await handlers
    .update("i", {}, { __provider: "stub", auth: { password } })
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ id: "i", properties: { phase: "failed", __provider: "stub" } });
  const [shown = ""] = (error as PartialCreation).reasons;
  expect(Buffer.byteLength(shown)).toBeLessThan(4096);
  expect(shown).toMatch(/^x+\.\.\.\nnext {6}do it again$/);
});

test("a check failure names no property, whatever the handler names", async () => {
  const failures: dynamic.CheckFailure[] = [{ property: "port", reason: "port: must be 1 to 65535" }];
  const handlers = answering({ check: (_olds, news) => Promise.resolve({ inputs: news, failures }) });
  expect((await handlers.check({}, { port: password })).failures).toEqual([
    { property: "", reason: "port: must be 1 to 65535" },
  ]);
});

test("the dynamic front speaks to no URN but those that the running program has given", async () => {
  const seen: unknown[] = [];
  const noted = <T>(props: PlainObject, answer: T): Promise<T> => {
    seen.push(props["resourceUrn"]);
    return Promise.resolve(answer);
  };
  const front = dynamicFront(
    answering({
      check: (_olds, news) => Promise.resolve({ inputs: news }),
      diff: (_id, _olds, news) => noted(news, { changes: false }),
      read: (id, props) => noted(props, { id, props }),
      delete: (_id, props) => noted(props, undefined),
      create: (news) => noted(news, { id: "i", outs: news }),
    }),
  );
  const present = { resourceUrn: "urn:pulumi:new::shop::kps::web" };
  const remembered = { resourceUrn: "urn:pulumi:old::shop::kps::web" };
  await front.check({}, present);
  await front.create(present);
  await front.diff("i", {}, present);
  expect(seen.splice(0)).toEqual([present.resourceUrn, present.resourceUrn]);
  await front.diff("i", {}, remembered);
  await front.read("i", remembered);
  await front.delete("i", remembered);
  expect(seen).toEqual([undefined, undefined, undefined]);
});
