import type * as module from "../../provider/src/settings/processEnvironment";

let home = "";

beforeAll(() => {
  jest.doMock("node:os", () => ({ ...jest.requireActual<object>("node:os"), homedir: () => home }));
});

test.each([
  ["", undefined],
  ["relative", undefined],
  ["/home/alice", "/home/alice"],
])("a HOME of %j leads to %j: what lies in the folder of the process is nobody's profile", (given, directory) => {
  home = given;
  const { processEnvironment } = jest.requireActual<typeof module>("../../provider/src/settings/processEnvironment");
  expect(processEnvironment().homeDirectory).toBe(directory);
});
