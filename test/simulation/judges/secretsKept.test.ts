import { answeredWith, BOUND, boundHistory } from "../boundHistory";
import type { CallRecord } from "../callRecord";
import type { History } from "../history";
import { Keyring } from "../keyring";
import { passwordOf } from "../startSeed";
import { Facts } from "./facts";
import { needlesFor, secretsKept } from "./secretsKept";

const keyring = new Keyring();
let history: History;
let bound: CallRecord;

beforeEach(async () => {
  ({ history, bound } = await boundHistory(keyring));
});

describe("a secret", () => {
  const shown = (call: CallRecord): string[] =>
    secretsKept(new Facts(history, [call]), needlesFor(history.cloud.secrets())).map(({ text }) => text);
  const secret = passwordOf(0);

  it("shows nowhere in a history in which nothing is wrong", () => {
    expect(shown(bound)).toEqual([]);
  });

  it("may stand where the engine keeps ciphertext, and nowhere else", () => {
    const auth = [{ password: secret }];
    const call = answeredWith({ ...bound, inputs: { auth }, secretInputs: ["auth"] }, { auth });
    expect(shown({ ...call, end: { ...call.end, secret: ["auth"] } as CallRecord["end"] })).toEqual([]);
    expect(shown({ ...call, secretInputs: [], end: { ...call.end, secret: [] } as CallRecord["end"] })).toEqual([
      `a secret shows in the inputs of ${BOUND}`,
      `a secret shows in the outputs of ${BOUND}`,
    ]);
  });

  it.each([
    ["as it is", secret],
    ["in base64", Buffer.from(secret).toString("base64")],
    ["as part of an address", encodeURIComponent(secret)],
    ["inside JSON", JSON.stringify(secret).slice(1, -1)],
  ])("is seen in outputs, %s", (_form, written) => {
    expect(shown(answeredWith(bound, { failure: { message: `why: ${written}!` } }))).toEqual([
      `a secret shows in the outputs of ${BOUND}`,
    ]);
  });

  it("is seen in the cause of an error, in a row and in the address of a request", () => {
    const [line] = history.lines;
    const [request] = history.director.requests;
    if (line === undefined || request === undefined) {
      throw new Error("nothing was shown and nothing was sent");
    }
    const error = new Error("it failed", { cause: new Error(`with ${secret}`) });
    expect(shown({ ...bound, end: { how: "refused", error, message: "it failed" } })).toEqual([
      `a secret shows in the error of create ${BOUND}`,
    ]);
    history.lines.push({ ...line, text: secret, atMs: bound.toMs });
    history.director.requests.push({ ...request, path: `/v3/${encodeURIComponent(secret)}`, atMs: bound.toMs });
    expect(shown(bound)).toEqual(["a secret shows in a row", "a secret shows in the address of a request"]);
  });
});
