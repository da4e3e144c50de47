import fc from "fast-check";
import { z } from "zod";
import { seedServersSchema } from "../src/world/seedServers";
import { serverPatchSchema } from "../src/world/server";

const exact = z.array(serverPatchSchema.extend({ id: z.string().min(1) }));
const names = [...Object.keys(serverPatchSchema.shape), "id", "colour", "__proto__", "constructor"];
const values = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.constantFrom("ACTIVE", "SHUTOFF", "", null, {}, [], 0, 1, 22, 65_535, 65_536, 22.5, -1),
);
const server = fc.oneof(
  fc.dictionary(fc.constantFrom(...names), values),
  fc.record({ id: fc.string({ minLength: 1 }), name: fc.string(), port: fc.integer({ min: 1, max: 65_535 }) }),
);

it("servers of a seed are what the schema of servers takes, and refused with its words", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(server),
        fc.json().map((text): unknown => JSON.parse(text)),
      ),
      (given) => {
        const text = JSON.stringify(given);
        const quick = seedServersSchema.safeParse(JSON.parse(text));
        const slow = exact.safeParse(JSON.parse(text));
        expect(quick.success).toBe(slow.success);
        if (quick.success && slow.success) {
          expect(quick.data).toEqual(slow.data);
        } else if (!quick.success && !slow.success) {
          expect(z.prettifyError(quick.error)).toBe(z.prettifyError(slow.error));
        }
      },
    ),
    { numRuns: 2000 },
  );
});
