import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Keyring } from "./keyring";
import { makePlan } from "./makePlan";
import { without } from "./plan";
import { playHistory } from "./playHistory";
import { transcript } from "./transcript";
import { unknowables } from "./unknowable";
import { StuckError, VirtualTime } from "./virtualTime";

const keyring = new Keyring();

it("the same seed gives the same history, request by request", async () => {
  const [one, other] = [await playHistory(makePlan(5), keyring), await playHistory(makePlan(5), keyring)];
  expect(one.history.director.requests.length).toBeGreaterThan(0);
  expect(transcript(other)).toBe(transcript(one));
});

it("signs its requests where the plan says so, and the service finds the signatures right", async () => {
  const { history } = await playHistory({ ...without(makePlan(50), new Set()), signs: true }, keyring);
  const refused = history.director.requests.filter(({ answer }) => answer?.startsWith("401"));
  expect([history.director.requests.length > 0, refused]).toEqual([true, []]);
});

it("says so when what is waited for can never come", async () => {
  await expect(new VirtualTime().until(new Promise(() => undefined))).rejects.toThrow(StuckError);
});

it("lets time pass from timer to timer, those of one moment in the order they were set", async () => {
  const time = new VirtualTime();
  const rung: string[] = [];
  const ring = (name: string) => () => void rung.push(`${name} at ${time.now()}`);
  time.startTimer(20, ring("late"));
  time.startTimer(10, ring("first"));
  time.startTimer(10, ring("second"));
  time.startTimer(10, ring("stopped"))();
  await time.until(time.sleep(30));
  expect(rung).toEqual(["first at 10", "second at 10", "late at 20"]);
});

it.each(unknowables.map(({ name, readme }) => [name, readme]))("the README admits: %s", (_name, sentence) => {
  const readme = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8");
  expect(readme.replace(/\s+/g, " ")).toContain(sentence);
});
