import {
  emulateInProcess,
  type IncomingRequest,
  type InProcessEmulator,
  type KeyPairView,
  type KeyTools,
  type Outcome,
  type ServerView,
  type TaskView,
} from "../emulator/src/index";
import { Routes } from "../emulator/src/http/routes";
import { operations } from "../emulator/src/services/operations";
import { seededRandom } from "../emulator/src/world/random";
import { Chronicle, type Actor } from "./chronicle";
import type { Keyring } from "./keyring";
import { partsOf, type Plan } from "./plan";
import { passwordOf, serverId, startSeed } from "./startSeed";
import type { ProviderName } from "./stack";
import type { VirtualTime } from "./virtualTime";

const routes = new Routes(operations);
const changesPairs = new Set([
  "CreateKeypair",
  "DeleteKeypair",
  "ImportPrivateKey",
  "ClearPrivateKey",
  "UpdateKeypairDescription",
]);
const startsTask = new Set(["AssociateKeypair", "DisassociateKeypair"]);

/** Who sends a request, and in which run of the engine. */
export interface Sender {
  readonly by: Actor;
  readonly run: number;
  /** The resource of ours that it was sent for, where that was noted. */
  readonly urn?: string | undefined;
  /** Whose process of ours sent it. */
  readonly provider?: ProviderName;
  /** When it left the sender. */
  readonly sentMs: number;
}

/** The emulated cloud in virtual time, with a chronicle of what really happens in it. */
export class SimulatedCloud {
  readonly emulator: InProcessEmulator;
  readonly chronicle = new Chronicle();
  readonly serverIds: readonly string[];
  readonly keyTools: KeyTools;

  constructor(
    plan: Plan,
    readonly time: VirtualTime,
    readonly keyring: Keyring,
  ) {
    this.keyTools = keyring.tools();
    const requestIds = seededRandom(plan.seed + 7);
    this.emulator = emulateInProcess(
      { rngSeed: plan.seed, timeScale: plan.timeScale, seed: startSeed(plan, keyring) },
      {
        clock: time,
        startTimer: time.startTimer,
        keys: this.keyTools,
        newRequestId: () =>
          Math.floor(requestIds() * 2 ** 48)
            .toString(16)
            .padStart(32, "0"),
      },
    );
    this.serverIds = partsOf(plan, "server").map((_part, index) => serverId(index));
    this.look();
    this.lookAtPairs();
  }

  /** The API's name of a request; "Unknown" for none. */
  operationOf({ method, url }: Pick<IncomingRequest, "method" | "url">): string {
    try {
      return routes.find(method, url.split("?", 1)[0] ?? "")?.operation.name ?? "Unknown";
    } catch {
      return "Unknown";
    }
  }

  /** Serves a request and notes what it changes. */
  async handle(request: IncomingRequest, operation: string, sender: Sender): Promise<Outcome> {
    this.look();
    const pairsBefore = changesPairs.has(operation) ? this.pairs() : [];
    const serversBefore = startsTask.has(operation) ? this.#views() : undefined;
    const outcome = await this.emulator.handle(request);
    if (serversBefore !== undefined) {
      this.#noteTask(request, sender, serversBefore);
    }
    if (changesPairs.has(operation)) {
      this.#notePairs(pairsBefore, sender);
    }
    this.look();
    return outcome;
  }

  /** Notes what every server is now. */
  look(): void {
    for (const id of this.serverIds) {
      this.chronicle.seeServer(this.time.now(), id, this.emulator.control.server(id));
    }
  }

  /** Notes which key pairs there are now. */
  lookAtPairs(): void {
    const present = this.pairs();
    for (const name of new Set([...this.chronicle.pairNames, ...present.map((pair) => pair.name)])) {
      this.chronicle.seePair(
        this.time.now(),
        name,
        present.find((pair) => pair.name === name),
      );
    }
  }

  server(id: string): ServerView | undefined {
    return this.emulator.control.server(id);
  }

  pairs(): KeyPairView[] {
    return this.emulator.control.state().keyPairs;
  }

  tasks(): TaskView[] {
    return this.emulator.control.state().tasks;
  }

  /** Whether a task runs. */
  isBusy(): boolean {
    return this.tasks().some(({ endedAt }) => endedAt === undefined);
  }

  /** Every password and private key of the history. */
  secrets(): string[] {
    const users = this.emulator.control.users();
    return [
      ...this.serverIds.map((_id, index) => passwordOf(index)),
      ...users.flatMap(({ secretKey, password }) => [secretKey, password]),
      ...this.keyring.keys.map(({ privateKey }) => privateKey),
    ];
  }

  #views(): Map<string, ServerView | undefined> {
    return new Map(this.serverIds.map((id) => [id, this.server(id)]));
  }

  #noteTask(
    request: IncomingRequest,
    { by, run, urn, provider, sentMs }: Sender,
    before: Map<string, ServerView | undefined>,
  ): void {
    const [row] = this.emulator.control.requests(1);
    if (row?.accepted !== true || row.taskId === undefined || row.serverId === undefined) {
      return;
    }
    const { serverId: id, taskId } = row;
    // A server that others have just deleted may still take a POST, whose task then fails.
    const server = before.get(id) ?? this.chronicle.serverDuring(id, 0, this.time.now()).filter(isThere).at(-1);
    if (server === undefined) {
      return;
    }
    const body = JSON.parse(request.body.toString("utf8")) as { server?: { auth?: { type?: string; key?: string } } };
    const unbinds = row.operation === "DisassociateKeypair";
    const { auth } = body.server ?? {};
    const name = row.keyPairName ?? server.keyPairName ?? "";
    const pair = this.pairs().find((one) => one.name === name);
    this.chronicle.posts.push({
      sentMs,
      atMs: this.time.now(),
      by,
      run,
      urn,
      provider,
      serverId: id,
      taskId,
      unbinds,
      keyPairName: name,
      keyBody: unbinds || pair === undefined ? undefined : bodyOf(pair),
      before: server,
      boundBy: this.boundBy(id),
      provenBody: auth?.type === "keypair" ? this.keyring.publicHalf(auth.key ?? "")?.body : undefined,
      withPassword: auth?.type === "password",
    });
  }

  /** Whose task made the binding a server has now; undefined when nothing is bound. */
  boundBy(id: string): Actor | undefined {
    const server = this.server(id);
    if (server?.keyPairName === undefined) {
      return undefined;
    }
    const ended = new Map(this.tasks().map((task) => [task.taskId, task]));
    const made = this.chronicle.posts
      .filter((post) => post.serverId === id && ended.get(post.taskId)?.taskStatus.startsWith("SUCCESS") === true)
      .at(-1);
    return made?.keyPairName === server.keyPairName && !made.unbinds ? made.by : "others";
  }

  #notePairs(before: readonly KeyPairView[], { by, run }: Sender): void {
    const after = this.pairs();
    const atMs = this.time.now();
    for (const pair of before.filter((one) => !after.some((other) => other.name === one.name))) {
      this.chronicle.pairChanges.push({ atMs, by, run, what: "deleted", name: pair.name, pair });
    }
    for (const pair of after.filter((one) => !before.some((other) => other.name === one.name))) {
      this.chronicle.pairChanges.push({ atMs, by, run, what: "created", name: pair.name, pair });
    }
    this.lookAtPairs();
  }
}

function isThere(server: ServerView | undefined): server is ServerView {
  return server !== undefined;
}

/** Type and base64 body of a pair's key. */
export function bodyOf(pair: KeyPairView): string {
  return pair.publicKey.split(" ").slice(0, 2).join(" ");
}
