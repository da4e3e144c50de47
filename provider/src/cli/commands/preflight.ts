import { resolve } from "node:path";
import { isVariableName, type Auth } from "../../model/auth";
import { ecsServerId } from "../../model/identifier";
import { looksLikeKeyMaterial, readPrivateKey } from "../../model/privateKey";
import { resolveAuth } from "../../operations/binding/resolveAuth";
import { shownEntry } from "../../operations/lists/shownEntry";
import { lookUpKeyPair } from "../../operations/step/lookUpKeyPair";
import { stepContext } from "../../operations/step/stepContext";
import { connected, type ConnectionFlags } from "../connection";
import { exitStatus } from "../exitStatus";
import { jsonText, plainText } from "../plainText";
import { examineServer, type Preflight } from "../preflight/examineServer";
import type { Session } from "../session";
import type { Style } from "../styles";
import { fitTable, type Column } from "../table";
import { UsageError } from "../usageError";

/** Long enough for a few requests a server, in ms. */
const patienceMs = 10 * 60_000;

interface Flags extends ConnectionFlags {
  readonly keyPair?: string;
  readonly keyFile?: readonly string[];
  readonly passwordEnv?: readonly string[];
  readonly replaces?: readonly string[];
  readonly json?: boolean;
}

/**
 * `preflight <server...>`: what a bind would do now. Ends with status 1 when one would be refused whatever is given, or
 * a given key does not fit; with 2 when ECS does not know a server.
 */
export async function preflight(serverIds: readonly string[], flags: Flags, session: Session): Promise<number> {
  const { terminal, signal } = session;
  refuseSecrets(flags);
  const auths: Auth[] = [
    ...(flags.passwordEnv ?? []).map((passwordEnv) => ({ passwordEnv })),
    ...(flags.keyFile ?? []).map((privateKeyFile) => ({ privateKeyFile })),
  ];
  const { environment, connections } = session;
  const { candidates, problems } = await resolveAuth(auths, {
    variables: environment.variables,
    // As every command has it, unlike a program: relative to where it is called.
    file: async (given) => ({ read: await environment.files.read(resolve(environment.workingDirectory, given)) }),
    fileText: (given) => given,
    key: readPrivateKey,
    secrets: connections.secrets,
    notice: (text) => terminal.err(`${plainText(text)}\n`),
  });
  if (problems.length > 0) {
    throw new UsageError(problems.join("\n"));
  }
  const connection = await connected(flags, session);
  const context = stepContext(connection, session.environment, { timeoutMs: patienceMs, signal });
  const { keyPair: keyPairName, replaces = [] } = flags;
  const pairOf = onceForEach((name) => lookUpKeyPair(name, context));
  const isUnknownPair = keyPairName !== undefined && (await pairOf(keyPairName)) === "absent";
  const request = { keyPairName, isUnknownPair, replaces, candidates, pairOf };
  const found = await Promise.all(
    [...new Set(serverIds.map(ecsServerId))].map(async (id) =>
      shownEntry(await examineServer(id, request, context), connections.secrets),
    ),
  );
  if (flags.json === true) {
    terminal.out(`${jsonText(found)}\n`);
  } else {
    const { lines } = fitTable(columns, found, terminal.columns(), terminal.paint);
    terminal.out(`${lines.join("\n")}\n`);
  }
  if (found.some(({ isGone }) => isGone)) {
    return exitStatus.wrongInput;
  }
  return found.some(isObstacle) ? exitStatus.found : exitStatus.fine;
}

/** A secret in the place of its name would be printed as that name. Throws UsageError. */
function refuseSecrets({ passwordEnv = [], keyFile = [] }: Flags): void {
  if (!passwordEnv.every(isVariableName)) {
    throw new UsageError(
      "--password-env takes the name of an environment variable (letters, digits and _), not the password itself.",
    );
  }
  if (keyFile.some(looksLikeKeyMaterial)) {
    throw new UsageError("--key-file takes the path of a file, not the private key itself.");
  }
}

/** Many servers have one key pair: it is looked up once for all of them. */
function onceForEach<T>(lookUp: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const found = new Map<string, Promise<T>>();
  return (name) => {
    const pair = found.get(name) ?? lookUp(name);
    found.set(name, pair);
    return pair;
  };
}

function isObstacle({ operation, given }: Preflight): boolean {
  return operation === "refused" || given === "does not fit";
}

const columns: readonly Column<Preflight>[] = [
  {
    title: "SERVER",
    rank: 7,
    least: 12,
    text: ({ serverName, serverId }) => serverName ?? serverId,
  },
  { title: "SERVER ID", rank: 1, text: ({ serverId }) => serverId },
  { title: "STATUS", rank: 2, text: ({ status }) => status },
  { title: "KEY PAIR NOW", rank: 3, least: 12, text: ({ keyPairName }) => keyPairName ?? "-" },
  { title: "WOULD", rank: 6, text: ({ operation }) => operation, style: styleOf },
  { title: "NEEDS", rank: 5, least: 13, text: ({ auth }) => auth },
  { title: "GIVEN", rank: 4, least: 12, text: ({ given }) => given, style: styleOf },
  { title: "REMARK", rank: 6, least: 16, text: remarkOf },
];

function remarkOf({ remark, runningTaskId, runningUnknown = "" }: Preflight): string {
  const busy = runningTaskId === undefined ? runningUnknown : "waits for the task that runs there now";
  return [busy, remark].filter((part) => part !== "").join("; ");
}

function styleOf(found: Preflight): Style | undefined {
  return isObstacle(found) ? "red" : undefined;
}
