import { withServerLock } from "../../../provider/src/operations/binding/serverLock";

/** Work that ends when it is told to, and notes what happens. */
function work(name: string, log: string[]): { run: () => Promise<string>; end: (error?: Error) => void } {
  let end: (error?: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve() : reject(error));
  });
  const run = async (): Promise<string> => {
    log.push(`${name} begins`);
    await ended;
    log.push(`${name} ends`);
    return name;
  };
  return { run, end };
}

it("lets one at a time at a server, in the order they came", async () => {
  const log: string[] = [];
  const [first, second] = [work("first", log), work("second", log)];
  const both = [withServerLock("c", "s", first.run), withServerLock("c", "s", second.run)];
  second.end();
  first.end();
  expect(await Promise.all(both)).toEqual(["first", "second"]);
  expect(log).toEqual(["first begins", "first ends", "second begins", "second ends"]);
});

it("does not keep others waiting: another server, another cloud", async () => {
  const log: string[] = [];
  const held = work("held", log);
  const holding = withServerLock("c", "s", held.run);
  const free = async (): Promise<string> => Promise.resolve("free");
  expect(await withServerLock("c", "t", free)).toBe("free");
  expect(await withServerLock("d", "s", free)).toBe("free");
  held.end();
  await holding;
});

it("goes on after a failure", async () => {
  const failing = work("failing", []);
  const first = withServerLock("c", "s", failing.run);
  const second = withServerLock("c", "s", () => Promise.resolve("second"));
  failing.end(new Error("broken"));
  await expect(first).rejects.toThrow("broken");
  expect(await second).toBe("second");
});
