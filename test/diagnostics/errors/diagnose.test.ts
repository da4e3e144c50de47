import { InvalidIdError } from "../../../provider/src/client/wire/pathSegment";
import { errorText } from "../../../provider/src/diagnostics/errors/diagnose";
import { toldError } from "../../../provider/src/diagnostics/errors/toldError";
import { commandSpeaker, functionSpeaker, resourceSpeaker } from "../../../provider/src/diagnostics/speaker";
import { RefusedError } from "../../../provider/src/operations/step/refusedError";
import { UnknownIdError } from "../../../provider/src/operations/step/unknownIdError";
import { SettingsError } from "../../../provider/src/settings/settingsError";
import { SnapshotDeadlineError } from "../../../provider/src/tasks/snapshot";
import { TaskDeadlineError } from "../../../provider/src/tasks/taskDeadlineError";
import { WaitInterruptedError } from "../../../provider/src/tasks/waitInterruptedError";
import { ServiceError } from "../../../provider/src/transport/serviceError";
import { TransportError } from "../../../provider/src/transport/transportError";

const call = {
  service: "KPS",
  operation: "ListKeypairTask",
  method: "GET",
  host: "kms.example",
  path: "/v3/p/tasks/t",
};
const refused = new ServiceError({ ...call, status: 404, code: "KPS.0001", serviceMessage: "no such task" });

const ERRORS: Readonly<Record<string, unknown>> = {
  "a refusal": refused,
  "a gateway that is down": new ServiceError({ ...call, status: 503 }),
  "no answer": new TransportError({ ...call, kind: "reset", accepted: "unknown", detail: "got no complete answer" }),
  "a setting": new SettingsError({ key: "region", sentence: "No region is set.", looked: ["kps:region"] }),
  "an unknown id": new UnknownIdError("task", "t", refused, "check the id"),
  "an id that is none": new InvalidIdError("task id", '"a/b"'),
  "a task's deadline": new TaskDeadlineError({ taskId: "t", serverId: "s", waitedMs: 1_000, observed: {} }),
  "a list's deadline": new SnapshotDeadlineError("running", refused),
  "an interruption": new WaitInterruptedError("task t"),
  "a refusal of ours": new RefusedError("binding was not tried", [], "give auth"),
  "a fault of ours": new Error("x is no function"),
  "a thrown text": "oops",
  "nothing at all": undefined,
};

describe.each([resourceSpeaker, functionSpeaker, commandSpeaker])("spoken as in %#", (speaker) => {
  test.each(Object.entries(ERRORS))("%s is one report that ends with what to do", (_title, error) => {
    const text = errorText(error, "doing it", speaker);
    expect(text.match(/^next {6}\S/gm)).toHaveLength(1);
    expect(text).not.toMatch(/undefined[^"]*$|\[object/m);
    expect(text.split("\n").at(-1)).toMatch(/^next {6}/);
  });
});

test("the words are those of whoever speaks", () => {
  const throttled = new ServiceError({ ...call, status: 429, code: "APIGW.0308" });
  expect(errorText(throttled, "x", resourceSpeaker)).toMatch(
    /KPS throttled ListKeypairTask[\s\S]*kps:requestsPerMinute/,
  );
  expect(errorText(throttled, undefined, commandSpeaker)).toMatch(/^KPS throttled [\s\S]*KPS_REQUESTS_PER_MINUTE/);
  const down = new ServiceError({ ...call, status: 503 });
  expect(errorText(down, "x", functionSpeaker)).toMatch(/^x: KPS had trouble of its own with [\s\S]*call it again/);
});

test("a certificate that is not trusted leads to NODE_EXTRA_CA_CERTS", () => {
  const detail = "could not be sent: the host's certificate was not accepted (DEPTH_ZERO_SELF_SIGNED_CERT)";
  const error = new TransportError({ ...call, kind: "tls", accepted: "no", detail });
  expect(errorText(error, "x", resourceSpeaker)).toMatch(/\nnext .*kms\.example.*NODE_EXTRA_CA_CERTS/);
});

test("a told error is the same kind with the same facts, and the original is left alone", () => {
  const told = toldError(refused, "listKeyPairs: KPS refused");
  expect(told).toBeInstanceOf(ServiceError);
  expect(told).toMatchObject({
    name: "ServiceError",
    status: 404,
    code: "KPS.0001",
    message: "listKeyPairs: KPS refused",
  });
  expect(String(told.stack)).toMatch(/^ServiceError: listKeyPairs: KPS refused\n {4}at /);
  expect(refused.message).toMatch(/was answered 404/);
  expect(toldError("oops", "x: it failed").message).toBe("x: it failed");
});
