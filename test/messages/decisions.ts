import { decideBind, type BindFacts } from "../../provider/src/operations/binding/decideBind";
import { decideNameTaken, type WantedKey } from "../../provider/src/operations/keyPair/decideNameTaken";
import { decideUnbind, type UnbindFacts } from "../../provider/src/operations/binding/decideUnbind";
import { RefusedError } from "../../provider/src/operations/step/refusedError";
import { newSshKey } from "../support/sshKey";
import type { Chapter, Entry } from "./entry";

const KEY = newSshKey().publicKey;
const OTHER = newSshKey().publicKey;

const server = (status: string, keyPairName?: string): Exclude<UnbindFacts["server"], { known: "gone" | false }> => ({
  known: true,
  power: status === "ACTIVE" ? "running" : status === "SHUTOFF" ? "stopped" : "other",
  status,
  name: "web-1",
  keyPairName,
});

const privateKey = { kind: "privateKey", secret: "pem", publicKey: OTHER, from: "file /keys/ops" } as const;

const known = (publicKeys: string[], uncertain = false): BindFacts["key"] => ({
  publicKeys,
  uncertain,
  found: false,
  tried: [],
});

/** Decisions of which the facts alone make the text. */
export function decisions(): Chapter[] {
  return [
    { heading: "Binding: what only certain servers meet", entries: bindEntries() },
    { heading: "Deleting a binding: nothing was sent, or it was refused", entries: unbindEntries() },
    { heading: "Creating a key pair whose name is taken", entries: nameEntries() },
  ];
}

function bindEntries(): Entry[] {
  const entry = (title: string, changes: Partial<BindFacts>): Entry => {
    const decision = decideBind({
      server: server("ACTIVE", "ours"),
      wanted: { keyPairName: "new", fingerprint: undefined },
      recorded: { keyPairName: "ours", fingerprint: undefined },
      attempted: undefined,
      boundByOther: undefined,
      older: false,
      key: known([KEY]),
      namedPublicKey: undefined,
      replaces: [],
      candidates: [],
      again: false,
      ...changes,
    });
    return { title, text: said(decision) };
  };
  const older = { server: server("ACTIVE", "new"), older: true, key: known([], true) };
  return [
    entry("a server that is neither running nor stopped", { server: server("REBOOT", "ours") }),
    entry("a private key that does not fit", { candidates: [privateKey] }),
    entry("after a failed task, when the key on the server is uncertain and none is given", {
      key: known([KEY], true),
    }),
    entry("bound before this run has generated the key of the pair", older),
    entry("the same where it is named in replaces, and no private key is given", { ...older, replaces: ["new"] }),
  ];
}

function unbindEntries(): Entry[] {
  const entry = (title: string, changes: Partial<UnbindFacts>): Entry => {
    const decision = decideUnbind({
      server: server("ACTIVE", "ours"),
      policy: "auto",
      boundKeyPairName: "ours",
      made: true,
      boundAnew: false,
      tookOver: false,
      passwordDisabled: false,
      attempted: undefined,
      key: known([KEY]),
      candidates: [],
      ...changes,
    });
    return { title, text: said(decision) };
  };
  return [
    entry("bound to another key pair by now (notice)", { server: server("ACTIVE", "theirs") }),
    entry("adopted (notice)", { made: false }),
    entry("login by password switched off (notice)", { passwordDisabled: true }),
    entry("a change of ours whose end nobody knows (notice)", { boundKeyPairName: undefined, attempted: "ours" }),
    entry("taken over from others (notice)", { tookOver: true }),
    entry("bound once more by others meanwhile (notice)", { boundAnew: true }),
    entry("a running server, no auth", {}),
    entry("a running server, a private key that does not fit", { candidates: [privateKey] }),
    entry("a running server, only the root password", {
      candidates: [{ kind: "password", secret: "p", from: "auth.password" }],
    }),
    entry("a server that is neither running nor stopped", { server: server("ERROR", "ours") }),
    entry("ECS may not be asked, no auth", { server: { known: false, why: "403" } }),
  ];
}

function nameEntries(): Entry[] {
  const entry = (title: string, wanted: WantedKey, request: Parameters<typeof decideNameTaken>[0]): Entry => {
    const decision = decideNameTaken(
      request,
      { publicKey: KEY, fingerprint: "d4:1d:8c:...", scope: "user", userId: "3333..." },
      wanted,
    );
    const text =
      decision.action === "refuse"
        ? new RefusedError(`creating key pair "ops": ${decision.why}`, decision.facts, decision.next).message
        : decision.action;
    return { title, text };
  };
  const none = { scope: undefined, userId: undefined, adopt: "never" } as const;
  const identical = { from: "given", publicKey: KEY } as const;
  return [
    entry("a key was to be generated", { from: "generated", missingFile: undefined }, none),
    entry(
      "a key was to be generated into a file that is not there",
      { from: "generated", missingFile: "/keys/ops" },
      none,
    ),
    entry("it holds another key", { from: "given", publicKey: OTHER }, none),
    entry("it belongs to another user", identical, { ...none, userId: "4444..." }),
    entry("it has another scope", identical, { ...none, scope: "account" }),
    entry("it is the same, and adopting is not allowed", identical, none),
  ];
}

function said(decision: { action: string; why?: string; next?: string; notice?: string | undefined }): string {
  return decision.action === "refuse"
    ? new RefusedError(String(decision.why), [], String(decision.next)).message
    : (decision.notice ?? decision.action);
}
