import { reasonOf } from "../../../provider/src/operations/fleet/reasonOf";
import { RefusedError } from "../../../provider/src/operations/step/refusedError";
import { UnfinishedError } from "../../../provider/src/operations/step/unfinishedError";
import { ServiceError } from "../../../provider/src/transport/serviceError";

const ID = "6666-7777";

it.each<[unknown, string, string | undefined]>([
  [
    new RefusedError(`binding key pair "ops" to server web-1 (${ID}) was not tried: it is stopped: no way`, [], "x"),
    "it is stopped: no way",
    "web-1",
  ],
  [
    new RefusedError(`binding key pair "ops" to server ${ID}: ECS knows no such server`, [], "x"),
    "ECS knows no such server",
    undefined,
  ],
  [
    new UnfinishedError(`UNBIND of key pair "ops" from server web 1 (${ID}) failed: Update public key error\ntask x`),
    "Update public key error",
    "web 1",
  ],
  [
    new UnfinishedError(`UNBIND with key pair "ops" on server web-1 (${ID}) has not ended within 30 s`),
    'UNBIND with key pair "ops" on server ... has not ended within 30 s',
    "web-1",
  ],
  [
    new Error(`BIND of the key pair of server web-1 (${ID}) with "ops" failed: no right to read why\ntask x`),
    "no right to read why",
    "web-1",
  ],
  [new Error("out of memory"), "out of memory", undefined],
  ["bad", "bad", undefined],
])("tells %s apart from the server it is about", (error, reason, serverName) => {
  expect(reasonOf(error, ID)).toMatchObject({ reason, serverName });
});

it.each([
  ["a", "it is stopped: a password is needed", "web-1"],
  ["ops", 'it is stopped: give the key of "ops" or "ops-old"', undefined],
  ["a.b", "a-b is stopped", undefined],
])("leaves words and names alone that hold the short id %s", (id, why, serverName) => {
  const server = serverName === undefined ? id : `${serverName} (${id})`;
  const error = new RefusedError(`binding key pair "ops" to server ${server} was not tried: ${why}`, [], "x");
  expect(reasonOf(error, id)).toMatchObject({ reason: why, serverName });
});

it("keeps what the person can do", () => {
  const error = new RefusedError(`binding to server ${ID} was not tried: no auth`, [["auth", "none"]], "give auth");
  expect(reasonOf(error, ID).next).toBe("give auth");
});

it("names an id for support, as none stands above where many servers share a reason", () => {
  const facts = { service: "KPS", operation: "ListRunningTask", method: "GET", host: "h", path: "/v3/x", status: 503 };
  const nextFor = (error: unknown): string => reasonOf(error, ID).next;
  expect(nextFor(new ServiceError({ ...facts, requestId: "r-1" }))).toMatch(/, give request id r-1 to Huawei Cloud/);
  expect(nextFor(new ServiceError(facts))).toMatch(/, give the time to Huawei Cloud/);
  const next = "give the ids above to Huawei Cloud support";
  const refused = new RefusedError("it is shut", [["request", "GET /x, request id r-2"]], next);
  expect(nextFor(refused)).toBe("give request id r-2 to Huawei Cloud support");
});

it("tells an answer of the service without the server's id and the request's", () => {
  const error = new ServiceError({
    service: "KPS",
    operation: "AssociateKeypair",
    method: "POST",
    host: "h",
    path: "/v3/x",
    status: 400,
    code: "KPS.0210",
    serviceMessage: `server ${ID} is locked`,
    requestId: "r-1",
  });
  expect(reasonOf(error, ID)).toMatchObject({
    reason: "KPS refused AssociateKeypair: 400 KPS.0210 server ... is locked",
    code: "KPS.0210",
  });
});
