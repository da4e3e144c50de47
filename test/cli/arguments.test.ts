import { newSshKey } from "../support/sshKey";
import { runCli, variablesFor } from "./runCli";

/** Nothing is sent: nobody listens there. */
const variables = variablesFor({
  url: "http://127.0.0.1:9",
  region: "cn-north-4",
  projectId: "0".repeat(32),
  domainId: "d",
  accessKey: "AK",
  secretKey: "SK",
  domainName: "emulator",
  userName: "u",
  userPassword: "p",
});

const commanding = "x\n::error::hi\u001b[31m\u202e##vso[task.setvariable]";

test.each([
  ["an id", ["tasks", "show", commanding]],
  ["a command", [commanding]],
  ["a flag", ["tasks", "running", `--${commanding}`]],
  ["a time", ["tasks", "failed", "--since", commanding]],
  ["a choice", ["report", "-", "--format", commanding]],
])("%s that is wrong is told without commanding a terminal or a CI system", async (_, args) => {
  const { status, stderr } = await runCli(args, variables);

  expect(status).toBe(2);
  expect(stderr).toContain("error::hi");
  expect(stderr).not.toMatch(/^::|##vso|[\u0000-\u0009\u000b-\u001f\u202e]/m);
});

test.each([
  ["--region", ["tasks", "running", "--region", ""]],
  ["--project-id", ["tasks", "running", "--project-id="]],
  ["--profile", ["--profile", " ", "tasks", "running"]],
  ["--endpoint", ["doctor", "--endpoint", ""]],
  ["--key-pair", ["tasks", "delete", "--key-pair", "", "--older-than", "7d", "--yes"]],
  ["--key-pair", ["preflight", "s", "--key-pair", ""]],
  ["--replaces", ["preflight", "s", "--replaces", ""]],
  ["--name", ["dms", "wait", "i", "--name", ""]],
])("%s of a shell variable that is not set is refused, not left out", async (flag, args) => {
  const { status, stderr } = await runCli(args, variables);

  expect(status).toBe(2);
  expect(stderr).toMatch(
    new RegExp(`^error: option '${flag} <\\w+>' argument '\\s*' is invalid. It must not be empty.`),
  );
});

const key = Buffer.from(newSshKey().privateKey).toString("base64");

test.each([
  ["preflight --password-env", "--password-env takes the name of", ["preflight", "s", "--password-env"], "Canary-1!"],
  ["preflight --key-file", "--key-file takes the path of", ["preflight", "s", "--key-file"], key],
  ["an option that there is not", "unknown option '--secret-key'", ["tasks", "running", "--secret-key"], "Canary-1!"],
])("a secret that is given to %s is not repeated", async (_, said, args, secret) => {
  const given = said.startsWith("unknown")
    ? [...args.slice(0, -1), `${args.at(-1) ?? ""}=${secret}`]
    : [...args, secret];
  const { status, stdout, stderr } = await runCli(given, variables);

  expect(status).toBe(2);
  expect(stderr).toContain(said);
  expect(`${stdout}${stderr}`).not.toContain(secret);
});
