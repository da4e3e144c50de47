import { status } from "@grpc/grpc-js";
import type { HostBench, HostedServer } from "../support/hostBench";
import type { Host, Properties } from "../support/host";
import { InitFailedError } from "../support/initFailure";
import type { Change, History } from "./history";

/**
 * How a call to a host ended, as the engine sees it. `none`: the host was gone before it answered; `late`: the deadline
 * passed with nothing to keep.
 */
export type Ending =
  | { end: "done"; outputs: Properties | undefined }
  | { end: "kept"; outputs: Properties }
  | { end: "none" | "late" }
  | { end: "failed"; message: string };

/** One binding as the engine keeps it: its outputs change only with an answer that arrived. */
export class HeldBinding {
  private outputs: Properties | undefined;
  private settled = true;
  /** The last answer was kept with an error: the engine updates it again whatever diff says. */
  private isUnfinished = false;

  constructor(
    readonly server: HostedServer,
    private readonly bench: HostBench,
    private readonly history: History,
  ) {}

  /** Whether the present change is carried out, as far as the engine knows. */
  get isSettled(): boolean {
    return this.settled;
  }

  /** The program asks for a change. */
  begin(): void {
    this.settled = false;
  }

  /** Lets the host carry out the change. Never rejects. */
  async call(host: Host, change: Change): Promise<Ending> {
    try {
      return await this.callHost(host, change);
    } catch (error) {
      if (error instanceof InitFailedError) {
        const { __provider: stub, ...outputs } = error.properties as Properties;
        return stub === this.bench.stub && this.history.timeout !== undefined
          ? { end: "kept", outputs }
          : { end: "failed", message: error.message };
      }
      if (isHostGone(error)) {
        return { end: "none" };
      }
      const message = String(error);
      // With nothing of ours in state to resume, a task of the process before can outlive the deadline of this call.
      return this.history.timeout !== undefined && message.includes("deadline")
        ? { end: "late" }
        : { end: "failed", message };
    }
  }

  /** The engine takes an answer into its state. */
  take(ending: Ending): void {
    if (ending.end === "done" || ending.end === "kept") {
      this.outputs = ending.outputs;
      this.settled = ending.end === "done";
      this.isUnfinished = ending.end === "kept";
    }
  }

  /** What differs from what was declared, as sentences: in the service, in the state, in the next preview. */
  async violations(host: Host, change: Change): Promise<string[]> {
    const { id, status: power } = this.server;
    const state = this.bench.emulator.control.state();
    const operations = state.tasks.filter(({ serverId }) => serverId === id).map(({ operation }) => operation);
    const all = ["BIND", power === "ACTIVE" ? "REPLACE" : "RESET", "UNBIND"];
    const declared = change === "unbind" ? undefined : keyPairOf(change);
    const pair = state.keyPairs.find(({ name }) => name === declared);
    const expected = {
      operations: all.slice(0, this.history.changes.length),
      keyPairName: declared,
      authorizedKeys: pair === undefined ? [] : [pair.publicKey.split(" ").slice(0, 2).join(" ")],
      phase: declared && "bound",
      boundKeyPairName: declared,
      differs: false,
    };
    const server = state.servers.find((one) => one.id === id);
    const found: typeof expected = {
      operations,
      keyPairName: server?.keyPairName,
      authorizedKeys: server?.authorizedKeys ?? [],
      phase: this.outputs?.["phase"] as typeof expected.phase,
      boundKeyPairName: this.outputs?.["boundKeyPairName"] as string | undefined,
      differs: this.outputs !== undefined && (await this.differs(host, change)),
    };
    const keys = Object.keys(expected) as (keyof typeof expected)[];
    return keys
      .filter((key) => JSON.stringify(found[key]) !== JSON.stringify(expected[key]))
      .map((key) => `${id}: ${key} is ${JSON.stringify(found[key])}, not ${JSON.stringify(expected[key])}`);
  }

  private async callHost(host: Host, change: Change): Promise<Ending> {
    const { id } = this.server;
    const known = this.outputs;
    if (change === "unbind") {
      if (known !== undefined) {
        await host.delete(id, known);
      }
      return { end: "done", outputs: undefined };
    }
    const { inputs, failures } = await host.check(known ?? {}, this.inputs(change));
    if (Object.keys(failures).length > 0) {
      return { end: "failed", message: JSON.stringify(failures) };
    }
    if (known === undefined) {
      return { end: "done", outputs: (await host.create(inputs)).outputs };
    }
    const differs = (await host.diff(id, known, inputs)).changes === true;
    // A refresh clears the error: what is not settled has to differ by itself.
    if (!differs && !(this.isUnfinished && known["phase"] === "bound")) {
      return { end: "failed", message: "diff sees no change" };
    }
    return { end: "done", outputs: (await host.update(id, known, inputs)).outputs };
  }

  private async differs(host: Host, change: Change): Promise<boolean> {
    return (await host.diff(this.server.id, this.outputs ?? {}, this.inputs(change))).changes !== false;
  }

  private inputs(change: Change): Properties {
    const { timeout } = this.history;
    return this.bench.inputs(this.server.id, {
      keyPairName: keyPairOf(change),
      onDelete: "unbind",
      ...(timeout === undefined ? {} : { timeouts: { create: timeout, update: timeout, delete: "30m" } }),
    });
  }
}

function isHostGone(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  return ("code" in error && error.code === status.UNAVAILABLE) || error.message === "Channel has been shut down";
}

function keyPairOf(change: Change): string {
  return change === "bind" ? "kp-a" : "kp-b";
}
