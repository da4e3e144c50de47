import { startPaced } from "../../../provider/src/operations/fleet/startPaced";

interface Begun {
  readonly settleDown: () => void;
  readonly end: () => void;
}

/** Jobs that go on only when they are told to. */
function bench(
  limits: { beginning: number; underWay: number; refillAt?: number },
  mayBegin: () => boolean = () => true,
) {
  const begun = new Map<number, Begun>();
  let isOver = false;
  const over = startPaced(
    [1, 2, 3, 4, 5, 6],
    { refillAt: Infinity, ...limits },
    mayBegin,
    (job, settleDown) => new Promise<void>((end) => begun.set(job, { settleDown, end })),
  ).then(() => (isOver = true));
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    over,
    isOver: () => isOver,
    begun: async () => {
      await turn();
      return [...begun.keys()];
    },
    of: (job: number): Begun => begun.get(job) ?? { settleDown: () => undefined, end: () => undefined },
  };
}

it("begins the next one when one has settled down to waiting", async () => {
  const jobs = bench({ beginning: 2, underWay: Infinity });
  expect(await jobs.begun()).toEqual([1, 2]);
  jobs.of(2).settleDown();
  jobs.of(2).settleDown();
  expect(await jobs.begun()).toEqual([1, 2, 3]);
  jobs.of(1).end();
  expect(await jobs.begun()).toEqual([1, 2, 3, 4]);
  jobs.of(2).end();
  expect(await jobs.begun()).toEqual([1, 2, 3, 4]);
});

it("lets several begin together once few are left of those who began", async () => {
  const jobs = bench({ beginning: 3, refillAt: 1, underWay: Infinity });
  jobs.of(1).settleDown();
  expect(await jobs.begun()).toEqual([1, 2, 3]);
  jobs.of(3).end();
  expect(await jobs.begun()).toEqual([1, 2, 3, 4, 5]);
});

it("keeps to a limit of those under way", async () => {
  const jobs = bench({ beginning: 2, underWay: 3 });
  [1, 2].forEach((job) => jobs.of(job).settleDown());
  expect(await jobs.begun()).toEqual([1, 2, 3]);
  jobs.of(1).end();
  expect(await jobs.begun()).toEqual([1, 2, 3, 4]);
});

it("finishes what is under way once no new one may begin, and asks no more after the first no", async () => {
  let failed = 0;
  const jobs = bench({ beginning: 2, underWay: Infinity }, () => failed === 0);
  failed = 1;
  jobs.of(1).end();
  await jobs.begun();
  failed = 0;
  expect(await jobs.begun()).toEqual([1, 2]);
  expect(jobs.isOver()).toBe(false);
  jobs.of(2).end();
  await jobs.over;
});

it("is over at once when there is nothing to do", async () => {
  await startPaced(
    [],
    { beginning: 8, refillAt: 7, underWay: 8 },
    () => true,
    () => Promise.reject(new Error("none")),
  );
});
