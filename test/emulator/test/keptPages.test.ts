import fc from "fast-check";
import { KeptPages } from "../src/http/keptPages";
import { defaultSettings } from "../src/world/settings";
import { Identities } from "../src/world/identities";
import { keyTools } from "../src/world/keyTools";
import { World } from "../src/world/world";
import { ManualClock } from "./support/manualClock";

const random = (): number => 0.5;
const newWorld = (): World =>
  new World({
    clock: new ManualClock(),
    identities: new Identities("cn-north-4", random),
    settings: defaultSettings,
    durations: random,
    ids: random,
    keys: keyTools,
  });
const record = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const write = (pages: KeptPages, world: World, key: string, records: Buffer[], total = records.length): Buffer =>
  pages.write(world, key, `{"total":${total},"list":[`, records, "]}");

it("is the JSON of the records, whatever is in them", () => {
  fc.assert(
    fc.property(fc.array(fc.json().map((text): unknown => JSON.parse(text))), (values) => {
      const bytes = write(new KeptPages(), newWorld(), "all", values.map(record));
      expect(bytes.toString("utf8")).toBe(JSON.stringify({ total: values.length, list: values }));
    }),
  );
});

it("is the same bytes as long as nothing has changed, and new ones for each kind of change", () => {
  const [pages, world] = [new KeptPages(), newWorld()];
  const [one, two] = [record({ id: 1 }), record({ id: 2 })];
  const first = write(pages, world, "a", [one, two]);
  expect(write(pages, world, "a", [one, two])).toBe(first);
  const texts = [[two, one], [one], [one, two, two], [one, record({ id: 3 })]].map((records) =>
    write(pages, world, "a", records).toString(),
  );
  expect(texts).toEqual([
    '{"total":2,"list":[{"id":2},{"id":1}]}',
    '{"total":1,"list":[{"id":1}]}',
    '{"total":3,"list":[{"id":1},{"id":2},{"id":2}]}',
    '{"total":2,"list":[{"id":1},{"id":3}]}',
  ]);
  expect(write(pages, world, "a", [one, two], 5).toString()).toBe('{"total":5,"list":[{"id":1},{"id":2}]}');
});

it("keeps the pages of each world apart", () => {
  const pages = new KeptPages();
  const [here, there] = [newWorld(), newWorld()];
  const one = record(1);
  const first = write(pages, here, "a", [one]);
  expect(write(pages, there, "a", [one])).not.toBe(first);
  expect(write(pages, here, "a", [one])).toBe(first);
});

it("forgets the page that was written first when there are more than sixteen", () => {
  const [pages, world] = [new KeptPages(), newWorld()];
  const one = record(1);
  const written = Array.from({ length: 17 }, (_, index) => write(pages, world, String(index), [one]));
  expect(write(pages, world, "16", [one])).toBe(written[16]);
  expect(write(pages, world, "1", [one])).toBe(written[1]);
  expect(write(pages, world, "0", [one])).not.toBe(written[0]);
});
