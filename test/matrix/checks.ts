/** Everything a cell is checked for, in this order. */
export const checks = [
  "install",
  "tests",
  "tsc",
  "up",
  "stub",
  "second up",
  "refresh",
  "change",
  "third up",
  "destroy",
  "end",
] as const;

/** One of the checks of a cell. */
export type Check = (typeof checks)[number];

/** The checks in words. */
export const checksInWords: Readonly<Record<Check, string>> = {
  install: "npm installs the tarball with the SDK and TypeScript, and no package asks for another Node.js",
  tests: "a unit test with mocks passes under the test runner; a Node.js that is too old is told so in one sentence",
  tsc: "the program compiles, typings included",
  up: "up makes a key pair and binds it, with the Node.js of the cell",
  stub: "the stubs in state are the golden ones",
  "second up": "a second up changes nothing",
  refresh: "refresh changes nothing",
  change: "another key pair is one REPLACE",
  "third up": "up after that changes nothing",
  destroy: "destroy unbinds and deletes",
  end: "no process is left",
};
