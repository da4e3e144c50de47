import { z } from "zod";
import { judgedEntries } from "../../../provider/src/client/wire/listAnswer";

const schema = z.object({ server_id: z.string(), task_time: z.number() });

test("an entry that cannot be read spoils nothing for the others, however deep it is nested", () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const odd = `{"server_id":"s-1","task_time":${deep}}`;
  const entries = JSON.parse(`[${odd},{"server_id":"s-2","task_time":1},${odd}]`) as unknown[];

  const { readable, unreadable } = judgedEntries(schema, entries);

  expect(readable).toEqual([{ server_id: "s-2", task_time: 1 }]);
  expect(unreadable.map(({ names }) => names)).toEqual([["s-1"], ["s-1"]]);
  expect(new Set(unreadable.map(({ key }) => key)).size).toBe(2);
});
