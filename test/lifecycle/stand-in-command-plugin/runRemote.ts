import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { remoteCommand, type Step, textOf, variablesOf } from "./commandInputs";
import { type Printed, runProcess } from "./runProcess";

/**
 * Runs what a `remote.Command` says for this step, by logging in with OpenSSH's client. The private key is in a file of
 * its own (0600) below `keyFolder` meanwhile.
 *
 * @param properties its inputs in the clear, with what it printed last
 * @returns what it printed; undefined when there is nothing to run
 */
export async function runRemote(
  properties: unknown,
  step: Step,
  signal: AbortSignal,
  keyFolder: string,
): Promise<Printed | undefined> {
  const command = remoteCommand.parse(properties);
  const text = textOf(command, step);
  if (text === undefined) {
    return undefined;
  }
  const { host, port, user, privateKey, hostKey, perDialTimeout = 15 } = command.connection;
  const variables = variablesOf(command);
  const folder = await mkdtemp(join(keyFolder, "login-"));
  try {
    const [keyFile, knownHosts] = [join(folder, "key"), join(folder, "known_hosts")];
    // The client refuses a key without a line break at its end.
    await writeFile(keyFile, `${privateKey.trimEnd()}\n`, { mode: 0o600 });
    await writeFile(knownHosts, hostKey === undefined ? "" : `server ${hostKey}\n`);
    const options = {
      BatchMode: "yes",
      IdentitiesOnly: "yes",
      IdentityAgent: "none",
      StrictHostKeyChecking: hostKey === undefined ? "no" : "yes",
      HostKeyAlias: "server",
      UserKnownHostsFile: knownHosts,
      GlobalKnownHostsFile: "/dev/null",
      ConnectTimeout: String(perDialTimeout),
      LogLevel: "ERROR",
    };
    const named = Object.entries(options).map(([name, value]) => `-o${name}=${value}`);
    const sent = Object.keys(variables).map((name) => `-oSendEnv=${name}`);
    const where = ["-F", "none", "-i", keyFile, "-p", String(port), "-l", user];
    return await runProcess("ssh", [...where, ...named, ...sent, "--", host, text], {
      env: { ...process.env, ...variables },
      stdin: command.stdin,
      signal,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
