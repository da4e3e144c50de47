import { boundHistory, restedHistory } from "../boundHistory";
import { Keyring } from "../keyring";
import { keyNumber, otherPair } from "../startSeed";
import { Facts } from "./facts";
import { othersLeftAlone } from "./othersLeftAlone";

const keyring = new Keyring();

/**
 * What is told of a bind in the place of others' by the key of their pair, which they made anew so many ms before the POST
 * was accepted, which lay on its way for so long.
 */
async function toldAfter(remadeMs: number, wayMs = 100): Promise<string[]> {
  const { history, bound } = await boundHistory(keyring);
  const { chronicle } = history.cloud;
  const [post] = chronicle.posts;
  const [pair] = history.cloud.pairs().filter(({ name }) => name === otherPair);
  if (post === undefined || pair === undefined) {
    throw new Error("nothing was posted, or nobody has a pair");
  }
  const atMs = post.atMs + 100_000;
  history.calls.splice(0, Infinity, { ...bound, toMs: atMs });
  chronicle.posts[0] = {
    ...post,
    atMs,
    sentMs: atMs - wayMs,
    provenBody: keyring.key(keyNumber(otherPair, 0)).body,
    boundBy: "others",
    before: { ...post.before, keyPairName: otherPair, authorizedKeys: [] },
  };
  chronicle.seePair(atMs - remadeMs, otherPair, {
    ...pair,
    fingerprint: keyring.key(keyNumber(otherPair, 1)).fingerprint,
  });
  return othersLeftAlone(new Facts(history, [bound])).map(({ text }) => text);
}

it("a binding of others may be replaced by the key that their pair had a moment before, or when the POST was sent", async () => {
  expect(await toldAfter(1_000)).toEqual([]);
  expect(await toldAfter(20_000, 30_000)).toEqual([]);
});

it("a binding of others may be replaced on a stopped server by the key of their pair in a file that the program names", async () => {
  const told = async (inFile: number): Promise<number> => {
    const { history, bound } = await boundHistory(keyring);
    const { posts } = history.cloud.chronicle;
    const [post] = posts;
    if (post === undefined) {
      throw new Error("nothing was posted");
    }
    const path = "/home/person/theirs.pem";
    await history.files.create(path, keyring.key(inFile).privateKey);
    const before = { ...post.before, keyPairName: otherPair, authorizedKeys: [] };
    posts[0] = { ...post, provenBody: undefined, boundBy: "others", before };
    history.calls.splice(0, Infinity, { ...bound, inputs: { ...bound.inputs, auth: [{ privateKeyFile: path }] } });
    return othersLeftAlone(new Facts(history, history.calls)).length;
  };
  expect([await told(keyNumber(otherPair, 0)), await told(keyNumber(otherPair, 1))]).toEqual([0, 1]);
});

it("a binding of others may be undone whose key pair was deleted a moment before, and not long before", async () => {
  const told = async (deletedMs: number): Promise<string[]> => {
    const { history, bound } = await boundHistory(keyring);
    const { posts, pairChanges } = history.cloud.chronicle;
    const [post] = posts;
    const [pair] = history.cloud.pairs().filter(({ name }) => name === otherPair);
    if (post === undefined || pair === undefined) {
      throw new Error("nothing was posted, or nobody has a pair");
    }
    posts[0] = { ...post, unbinds: true, boundBy: "others", before: { ...post.before, keyPairName: otherPair } };
    pairChanges.push({ atMs: post.atMs - deletedMs, by: "others", run: 0, what: "deleted", name: otherPair, pair });
    return othersLeftAlone(new Facts(history, [bound])).map(({ text }) => text);
  };
  expect([await told(100), await told(60_000)]).toEqual([[], [expect.stringMatching(/^UNBIND .* kp-other/)]]);
});

it("but not by one that it had long ago", async () => {
  expect(await toldAfter(60_000)).toEqual([expect.stringMatching(/took the place of kp-other/)]);
});

it("a binding of others may be tried to undo with a key that opens nothing, which the service refuses, and with no other", async () => {
  const told = async (outcome: "fail" | "succeed", opens: boolean): Promise<number> => {
    const { history, bound } = await restedHistory(keyring);
    const { posts } = history.cloud.chronicle;
    const [post] = posts;
    const task = history.cloud.tasks().find(({ taskId }) => taskId === post?.taskId);
    if (post === undefined || task === undefined) {
      throw new Error("nothing was posted");
    }
    const taskStatus = outcome === "fail" ? "FAILED_UNBIND" : "SUCCESS_UNBIND";
    Object.assign(history.cloud, { tasks: () => [{ ...task, taskStatus }] });
    const provenBody = "a key";
    const before = { ...post.before, keyPairName: otherPair, authorizedKeys: opens ? [provenBody] : [] };
    posts.splice(0, Infinity, { ...post, unbinds: true, boundBy: "others", provenBody, before });
    return othersLeftAlone(new Facts(history, [bound])).length;
  };
  expect([await told("fail", false), await told("fail", true), await told("succeed", false)]).toEqual([0, 1, 1]);
});
