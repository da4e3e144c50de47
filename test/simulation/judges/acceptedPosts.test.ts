import { restedHistory } from "../boundHistory";
import type { CallEnd } from "../callRecord";
import { Keyring } from "../keyring";
import { firstBind, laterCall, sentBy } from "../madeUp";
import type { Part } from "../plan";
import { acceptedPosts } from "./acceptedPosts";
import { Facts } from "./facts";

const keyring = new Keyring();

it("takes a return to a pair for a new wish only where something was sent for another one in between", async () => {
  const back: Part[] = [
    { kind: "step", step: { do: "rotate", server: 0, pair: "kp-b" } },
    { kind: "step", step: { do: "rotate", server: 0, pair: "kp-a" } },
  ];
  const other = (await restedHistory(keyring, ...back)).history;
  const [first, , third] = other.cloud.chronicle.posts;
  if (first === undefined || third === undefined) {
    throw new Error("not three binds");
  }
  // As if the one in between had never been accepted.
  other.cloud.chronicle.posts.splice(1, 1);
  expect(acceptedPosts(new Facts(other, other.calls))).toEqual([]);
  const sent = other.director.requests.filter(({ operation }) => operation === "AssociateKeypair")[1];
  if (sent !== undefined) {
    sent.answer = "400 refused";
  }
  expect(acceptedPosts(new Facts(other, other.calls))).toMatchObject([{ judgement: "one accepted POST" }]);
});

it("takes a bind after a removal for which something was sent for a new wish, but not a second unbind", async () => {
  const wrong = async (answer: string, unbinds: boolean): Promise<string[]> => {
    const { history, bound, post } = await firstBind(keyring);
    const refused: CallEnd = { how: "refused", error: undefined, message: "not carried out" };
    const removal = laterCall(bound, bound.toMs + 100_000, { verb: "delete", end: refused });
    const again = laterCall(removal, removal.toMs + 100_000, { verb: unbinds ? "delete" : "update" });
    const [sent] = history.director.requests.filter(({ operation }) => operation === "AssociateKeypair");
    if (sent === undefined) {
      throw new Error("nothing was sent");
    }
    const { run, fromMs: atMs } = removal;
    history.director.requests.push({ ...sent, operation: "DisassociateKeypair", run, atMs, answer });
    history.calls.push(removal, again);
    const first = { ...(unbinds ? sentBy(removal, post) : post), unbinds };
    history.cloud.chronicle.posts.splice(0, 1, first, { ...sentBy(again, post), unbinds });
    return acceptedPosts(new Facts(history, history.calls)).map(({ judgement }) => judgement);
  };
  expect(await wrong("cut before", false)).toEqual([]);
  expect(await wrong("400 refused", false)).toEqual(["one accepted POST"]);
  expect(await wrong("cut before", true)).toEqual(["one accepted POST"]);
});

it("takes a bind for a key that is asked for since for a new wish where state does not tell which key was bound, or is being", async () => {
  const wrong = async (before: object): Promise<string[]> => {
    const { history, bound, post } = await firstBind(keyring);
    const inputs = { ...bound.inputs, keyPairFingerprint: "SHA256:asked-for" };
    const again = laterCall(bound, bound.toMs + 100_000, { inputs, before: { ...before } });
    history.calls.push(again);
    history.cloud.chronicle.posts.push(sentBy(again, post));
    return acceptedPosts(new Facts(history, history.calls)).map(({ judgement }) => judgement);
  };
  const made = { name: "kp-a" };
  const attempt = { keyPairName: "kp-a", operation: "BIND" };
  const seen = "SHA256:seen";
  expect([await wrong({ made }), await wrong({ attempt })]).toEqual([[], []]);
  expect(await wrong({ made, keyPairFingerprint: seen })).toEqual(["one accepted POST"]);
  expect(await wrong({ attempt: { ...attempt, fingerprint: seen } })).toEqual(["one accepted POST"]);
});
