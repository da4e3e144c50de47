import { boundHistory } from "../boundHistory";
import type { CallRecord } from "../callRecord";
import type { History } from "../history";
import { Keyring } from "../keyring";
import { otherPair } from "../startSeed";
import { Facts } from "./facts";
import { pairsAreTrue } from "./pairsAreTrue";

const keyring = new Keyring();
let history: History;
let bound: CallRecord;

beforeEach(async () => {
  ({ history, bound } = await boundHistory(keyring));
});

describe("what a call says of a key pair", () => {
  const pair = (verb: CallRecord["verb"], outputs: object, before?: object): CallRecord => ({
    ...bound,
    kind: "keyPair",
    verb,
    id: otherPair,
    before: { ...before },
    end: { how: "done", secret: [], outputs: { ...outputs } },
  });
  const told = (call: CallRecord): string[] => pairsAreTrue(new Facts(history, [call]), call).map(({ text }) => text);
  const there = () => {
    const found = history.cloud.pairs().find(({ name }) => name === otherPair);
    if (found === undefined) {
      throw new Error(`there is no ${otherPair}`);
    }
    return found;
  };

  it("is true when it was so", () => {
    const { fingerprint } = there();
    expect([pair("create", { fingerprint }), pair("read", { fingerprint })].flatMap(told)).toEqual([]);
    expect(told(pair("delete", {}, { adopted: true }))).toEqual([]);
  });

  it("is wrong when another key was there, or the pair that is said to be gone", () => {
    expect(told(pair("create", { fingerprint: "00:11" }))).toEqual([
      "state has key pair kp-other with the key 00:11, which was not there",
    ]);
    expect(told(pair("read", {}))).toEqual(["a refresh says that key pair kp-other is gone, but it is there"]);
  });

  it("is wrong when the file that state names does not hold its private key", async () => {
    const { fingerprint } = there();
    const said = pair("update", { fingerprint, privateKeyFile: "/home/person/a.pem" });
    const holds = async (key: (typeof keyring.keys)[number] | undefined): Promise<string[]> => {
      const { files } = (history = (await boundHistory(keyring)).history);
      await files.create("/home/person/a.pem", key?.privateKey ?? "");
      return told(said);
    };
    const right = keyring.keys.find((key) => key.fingerprint === fingerprint);
    const wrong = "state says that the private key of kp-other is in /home/person/a.pem, which does not hold it";
    expect(told(said)).toEqual([wrong]);
    expect(await holds(right)).toEqual([]);
    expect(await holds(keyring.key(9))).toEqual([wrong]);
  });

  it("is wrong when a pair that was made here is there after its delete", () => {
    expect(told(pair("delete", {}))).toEqual([]);
    const made = { atMs: 0, by: "ours", run: bound.run, what: "created", name: otherPair, pair: there() } as const;
    history.cloud.chronicle.pairChanges.push(made);
    expect(told(pair("delete", {}))).toEqual([
      "a delete says done, but key pair kp-other, which was made here, is there",
    ]);
  });
});
