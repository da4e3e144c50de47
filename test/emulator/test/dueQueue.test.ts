import fc from "fast-check";
import { DueQueue } from "../src/world/dueQueue";

const moments = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 50 });

it("gives things back in the order of their moments, those of the same moment as they came", () => {
  fc.assert(
    fc.property(moments, moments, (early, late) => {
      const queue = new DueQueue<number>();
      const taken: number[] = [];
      const all = [...early, ...late].map((at, index) => ({ at, index }));
      const take = (now: number): void => {
        for (let next = queue.takeDue(now); next !== undefined; next = queue.takeDue(now)) {
          expect(next.at).toBeLessThanOrEqual(now);
          taken.push(next.thing);
        }
      };
      all.slice(0, early.length).forEach(({ at, index }) => queue.add(at, index));
      take(2);
      all.slice(early.length).forEach(({ at, index }) => queue.add(at + 10, index));
      take(100);
      const sorted = (from: number, to: number, fits: (at: number) => boolean): number[] =>
        all
          .slice(from, to)
          .filter(({ at }) => fits(at))
          .sort((one, other) => one.at - other.at)
          .map(({ index }) => index);
      expect(taken).toEqual([
        ...sorted(0, early.length, (at) => at <= 2),
        ...sorted(0, early.length, (at) => at > 2),
        ...sorted(early.length, all.length, () => true),
      ]);
    }),
  );
});

it("gives nothing back before its moment, and nothing at all after it was cleared", () => {
  const queue = new DueQueue<string>();
  queue.add(5, "five");
  expect(queue.takeDue(4.999)).toBeUndefined();
  expect(queue.takeDue(5)).toMatchObject({ at: 5, thing: "five" });
  queue.add(6, "six");
  queue.clear();
  expect(queue.takeDue(100)).toBeUndefined();
});
