import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { exampleStories } from "./lifecycle/exampleStories";
import { readmeSteps } from "./support/readmeSteps";

const root = resolve(__dirname, "..");
const read = (...path: string[]): string => readFileSync(join(root, ...path), "utf8");
const examples = readdirSync(join(root, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The examples whose README a test with the real engine follows: those of the table, and those with a test of their own. */
function followed(): string[] {
  const tests = readdirSync(join(root, "test/lifecycle")).filter((name) => name.endsWith(".test.ts"));
  const texts = tests
    .map((name) => read("test/lifecycle", name))
    .filter((text) => /\bfollowReadme\(|\bmissingLines\(/.test(text));
  const own = texts.flatMap((text) =>
    [...text.matchAll(/"\.\.\/\.\.\/examples\/([\w-]+)"/g)].map(([, name = ""]) => name),
  );
  return [...Object.keys(exampleStories), ...own];
}

it("a test with the real engine follows the README of every example", () => {
  expect(examples).toContain("quickstart");
  expect(followed().sort()).toEqual([...examples].sort());
});

it("README.md has a line for every example", () => {
  const listed = [...read("README.md").matchAll(/^\| \[([\w-]+)\]\(examples\/([\w-]+)\/README\.md\) +\| \S/gm)];
  expect(listed.map(([, name]) => name).sort()).toEqual([...examples].sort());
  expect(listed.filter(([, name, folder]) => name !== folder)).toEqual([]);
});

it.each(examples)("%s can be run where it is, and its README says what comes of it", (name) => {
  const projects = [join("examples", name), "."].map((folder) => join(root, folder, "Pulumi.yaml")).filter(existsSync);
  const [first = ""] = projects;
  const main = /^main: (.*)$/m.exec(readFileSync(first, "utf8"))?.[1] ?? ".";
  expect(resolve(first, "..", main)).toBe(join(root, "examples", name));
  const steps = readmeSteps(read("examples", name, "README.md"));
  expect(
    steps.filter((step) => "commands" in step && step.commands.some((line) => line.startsWith("pulumi up"))),
  ).not.toEqual([]);
  expect(steps.filter((step) => "expected" in step && step.expected.length > 0)).not.toEqual([]);
});
