import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { inputFacts } from "../../docs/inputFacts";
import { reference } from "../../docs/reference";
import { readSchema } from "../../docs/schemaFile";

test("docs/reference.md is that of the schema: `npm run reference` writes it", () => {
  expect(readFileSync(resolve(__dirname, "../../docs/reference.md"), "utf8")).toBe(reference(readSchema()));
});

test("a description is taken apart into what an input is, its default, and what a change does", () => {
  expect(inputFacts("SSH port. Default: 22. A change is only recorded, and used by the next bind.")).toEqual({
    what: "SSH port.",
    byDefault: "22",
    change: "is only recorded, and used by the next bind",
  });
  expect(inputFacts("The server. A change replaces it.")).toEqual({
    what: "The server.",
    byDefault: "",
    change: "replaces it",
  });
});

test("every input says what it is and what a change of it does", () => {
  for (const { inputProperties } of Object.values(readSchema().resources)) {
    for (const [name, { description }] of Object.entries(inputProperties)) {
      const { what, change } = inputFacts(description);
      expect({ name, what, change }).toEqual({
        name,
        what: expect.stringMatching(/^\S.*\.$/s) as unknown,
        change: expect.stringMatching(/^(replaces|is|binds|looks|takes) \S/) as unknown,
      });
    }
  }
});

test("its links lead to headings of its own", () => {
  const text = reference(readSchema());
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => `#${heading.toLowerCase()}`);
  const links = [...text.matchAll(/\]\((#[^)]+)\)/g)].map(([, link = ""]) => link);
  expect(links.filter((link) => !headings.includes(link))).toEqual([]);
});
