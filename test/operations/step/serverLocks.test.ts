import { ServerLocks } from "../../../provider/src/operations/step/serverLocks";

let locks: ServerLocks;

beforeEach(() => {
  locks = new ServerLocks();
});

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
  const both = [locks.run("s", first.run), locks.run("s", second.run)];
  second.end();
  first.end();
  expect(await Promise.all(both)).toEqual(["first", "second"]);
  expect(log).toEqual(["first begins", "first ends", "second begins", "second ends"]);
});

it("does not keep those of another server waiting", async () => {
  const log: string[] = [];
  const held = work("held", log);
  const holding = locks.run("s", held.run);
  const free = async (): Promise<string> => Promise.resolve("free");
  expect(await locks.run("t", free)).toBe("free");
  held.end();
  await holding;
});

it("goes on after a failure", async () => {
  const failing = work("failing", []);
  const first = locks.run("s", failing.run);
  const second = locks.run("s", () => Promise.resolve("second"));
  failing.end(new Error("broken"));
  await expect(first).rejects.toThrow("broken");
  expect(await second).toBe("second");
});
