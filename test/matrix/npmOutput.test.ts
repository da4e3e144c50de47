import { npmError, UnavailableError, unsupportedEngines } from "./npmOutput";

const failed = "exit code 1: npm error";

it.each(["ENOTFOUND", "ETIMEDOUT", "ERR_SOCKET_TIMEOUT", "E503", "ECONNREFUSED"])("%s is the registry's", (code) => {
  const lines = [
    `npm error code ${code}`,
    "npm error syscall connect",
    "npm error it does not answer",
    "npm error at x",
  ];
  const error = npmError(lines, failed);
  expect(error).toBeInstanceOf(UnavailableError);
  expect(error.message).toBe(`code ${code}: it does not answer`);
});

it("packages that do not fit together, or are not there, are a failure, with npm's words", () => {
  const lines = [
    "npm warn something",
    "npm error code ERESOLVE",
    "npm error",
    "npm error Found: typescript@7.0.2",
    "npm error A complete log of this run can be found in: a file",
  ];
  const error = npmError(lines, failed);
  expect(error).not.toBeInstanceOf(UnavailableError);
  expect(error.message).toBe("code ERESOLVE\nFound: typescript@7.0.2");
  const missing = ["npm error code ETARGET", "npm error notarget No matching version found for ini@99."];
  expect(npmError(missing, failed)).not.toBeInstanceOf(UnavailableError);
});

it("npm that never ends waits for the registry; one that cannot be started is a failure", () => {
  expect(npmError([], "not done after 900 s")).toBeInstanceOf(UnavailableError);
  expect(npmError([], "spawn npm ENOENT")).not.toBeInstanceOf(UnavailableError);
});

it("finds the packages that ask for another Node.js", () => {
  const lines = [
    "npm warn EBADENGINE Unsupported engine {",
    "npm warn EBADENGINE   package: '@pulumi/pulumi@3.270.0',",
    "npm warn EBADENGINE   required: { node: '>=22' },",
    "npm warn EBADENGINE   current: { node: 'v20.20.2', npm: '11.19.1' }",
    "npm warn EBADENGINE }",
  ];
  expect(unsupportedEngines(lines)).toEqual(["@pulumi/pulumi@3.270.0"]);
  expect(unsupportedEngines(["npm warn deprecated got@11.8.6"])).toEqual([]);
});
