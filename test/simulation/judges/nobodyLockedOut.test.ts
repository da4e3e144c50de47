import { BOUND, boundHistory } from "../boundHistory";
import type { CallRecord } from "../callRecord";
import type { History } from "../history";
import { Keyring } from "../keyring";
import { nobodyLockedOut } from "./nobodyLockedOut";

const keyring = new Keyring();
let history: History;
let bound: CallRecord;

beforeEach(async () => {
  ({ history, bound } = await boundHistory(keyring));
});

describe("a server that somebody could enter", () => {
  const lockedOut = (): string[] => nobodyLockedOut(history).map(({ text }) => text);

  /** Nothing but these keys opens the server. */
  function takes(...authorizedKeys: string[]): void {
    const server = history.cloud.emulator.control.putServer(BOUND, { passwordLogin: false });
    Object.assign(history.cloud, { server: () => ({ ...server, authorizedKeys }) });
  }

  it("is nobody's loss while somebody has a key that it takes", () => {
    takes("ssh-ed25519 of-nobody", history.keyring.key(0).body);
    expect(lockedOut()).toEqual([]);
  });

  it("is seen when it takes no key that anybody has", () => {
    takes("ssh-ed25519 of-nobody");
    expect(lockedOut()).toEqual([
      "nobody can enter the server any more: password login is off, and it takes a key of nobody",
    ]);
  });

  it("is let go with its only private key where the program says so", () => {
    const key = history.keyring.key(11);
    takes(key.body);
    expect(lockedOut()).toEqual([expect.stringContaining(`it takes ${key.label}`)]);
    const letGo = (before: object): string[] => {
      const deleted: CallRecord = { ...bound, kind: "keyPair", verb: "delete", id: "kp-a", before: { ...before } };
      history.calls.splice(0, Infinity, bound, deleted);
      return lockedOut();
    };
    const { fingerprint } = key;
    expect(letGo({ fingerprint })).toHaveLength(1);
    expect(letGo({ forceDelete: true, fingerprint: "another" })).toHaveLength(1);
    expect(letGo({ forceDelete: true, fingerprint })).toEqual([]);
    expect(letGo({ forceDelete: true, fingerprint: "another", made: { fingerprint } })).toEqual([]);
  });

  it("is no fault of ours where others deleted the key pair whose key it takes, and which KPS hosted", () => {
    const key = history.keyring.key(11);
    takes(key.body);
    const { pairChanges } = history.cloud.chronicle;
    const [pair] = history.cloud.pairs();
    const deleted = (by: "ours" | "others", hosted = true): void => {
      pairChanges.splice(0, pairChanges.length);
      if (pair !== undefined) {
        const gone = { ...pair, hosted, publicKey: `${key.body} nobody@example` };
        pairChanges.push({ atMs: 1, by, run: 0, what: "deleted", name: "kp-a", pair: gone });
      }
    };
    deleted("ours");
    expect(lockedOut()).toHaveLength(1);
    deleted("others", false);
    expect(lockedOut()).toHaveLength(1);
    deleted("others");
    expect(lockedOut()).toEqual([]);
  });

  it("is let go by an unbind that the program insists on, whatever was begun after it and goes on", () => {
    takes();
    const { posts } = history.cloud.chronicle;
    const [post] = posts;
    const [task] = history.cloud.tasks();
    if (post === undefined || task === undefined) {
      throw new Error("nothing was bound");
    }
    history.calls.push({ ...bound, verb: "delete", before: { onDelete: "unbind" } });
    const running = { ...task };
    delete running.endedAt;
    const later = (rebinding: typeof task): string[] => {
      posts.splice(1, Infinity, { ...post, taskId: "unbinds", unbinds: true }, { ...post, taskId: "later" });
      const tasks = [task, { ...task, taskId: "unbinds" }, { ...rebinding, taskId: "later" }];
      jest.spyOn(history.cloud, "tasks").mockReturnValue(tasks);
      return lockedOut();
    };
    expect(later(running)).toEqual([]);
    expect(later(task)).toHaveLength(1);
  });

  it("is no fault of ours where a failed unbind took its key, whose row did not know that no password opens it", () => {
    takes();
    const [post] = history.cloud.chronicle.posts;
    const task = history.cloud.tasks().find(({ taskId }) => taskId === post?.taskId);
    if (post === undefined || task === undefined) {
      throw new Error("nothing was bound");
    }
    history.cloud.chronicle.posts.push({ ...post, unbinds: true });
    const emptied = (failedLeaves: "old" | "new", taskStatus: string, passwordDisabled = false): string[] => {
      Object.assign(history.cloud, { tasks: () => [{ ...task, taskStatus }] });
      Object.assign(history, { quirks: { ...history.quirks, failedLeaves } });
      history.calls.splice(0, Infinity, { ...bound, verb: "delete", before: { passwordDisabled } });
      return lockedOut();
    };
    expect(emptied("new", "FAILED_UNBIND")).toEqual([]);
    expect(emptied("new", "FAILED_UNBIND", true)).toHaveLength(1);
    expect(emptied("old", "FAILED_UNBIND")).toHaveLength(1);
    expect(emptied("new", "SUCCESS_UNBIND")).toHaveLength(1);
  });

  it("is no fault of ours where its only private key was in a state that was lost", () => {
    const { body, fingerprint } = history.keyring.key(11);
    takes(body);
    const made = (outputs: object): CallRecord => ({
      ...bound,
      kind: "keyPair",
      end: { how: "done", outputs: { fingerprint, ...outputs }, secret: [] },
    });
    const lost = (outputs: object, isLost: boolean): string[] => {
      history.calls.splice(0, Infinity, made(outputs));
      Object.assign(history, { lostStateAfter: () => isLost });
      return lockedOut();
    };
    expect(lost({ privateKey: "pem" }, true)).toEqual([]);
    expect(lost({ privateKey: "pem" }, false)).toHaveLength(1);
    expect(lost({}, true)).toHaveLength(1);
  });
});
