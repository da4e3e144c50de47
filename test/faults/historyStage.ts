import { keyPairBinding } from "../support/handlersInProcess";
import type { Emulator, RequestRow, State } from "../emulator/src/index";
import type { PlainObject } from "../../provider/src/model/plainObject";
import { startTestEmulator } from "../support/emulator";
import { newSshKey } from "../support/sshKey";
import type { BindingHistory, Course, DisturbedCall, Goal } from "./bindingHistory";
import { emulatorFaults } from "./wireFaults";

export const SERVER = "server-1";
/** With characters that URLs, JSON and base64 write in other ways. */
export const ROOT_PASSWORD = 'Root/Pass+w0rd"&=canary~1';

const keys = { "kp-a": newSshKey(), "kp-b": newSshKey() };
let stages = 0;

/** How a call ended, as the engine sees it. `tookMs` is real time. */
export type Ending = { readonly tookMs: number } & (
  | { readonly end: "done"; readonly outputs: PlainObject }
  | { readonly end: "kept"; readonly outputs: PlainObject; readonly error: unknown }
  | { readonly end: "refused"; readonly error: unknown }
);

/** One binding, its emulator and its stack configuration. Several may be on at the same time in one process. */
export class HistoryStage {
  private outputs: PlainObject | undefined;

  private constructor(
    private readonly emulator: Emulator,
    private readonly config: Readonly<Record<string, string>>,
  ) {}

  static async open(history: BindingHistory): Promise<HistoryStage> {
    stages += 1;
    const region = `cn-history-${stages}`;
    const emulator = await startTestEmulator({
      timeScale: 0.0002,
      requestsPerMinute: 0,
      ecsRequestsPerMinute: 0,
      quirks: history.quirks,
      seed: {
        servers: [{ id: SERVER, name: "web-1", status: history.power, rootPassword: ROOT_PASSWORD }],
        keyPairs: Object.entries(keys).map(([name, { publicKey }]) => ({ name, publicKey })),
      },
    });
    const { url, projectId, accessKey, secretKey } = emulator.credentials;
    return new HistoryStage(emulator, {
      "kps:endpoint": url,
      // A name of its own, so that no connection, watcher or request limit is shared with another history.
      "kps:region": region,
      "kps:projectId": projectId,
      "kps:accessKey": accessKey,
      "kps:secretKey": secretKey,
      "kps:requestsPerMinute": "600000",
      "kps:ecsRequestsPerMinute": "600000",
    });
  }

  /** What must never be seen outside. */
  get secrets(): string[] {
    const { secretKey, userPassword } = this.emulator.credentials;
    return [ROOT_PASSWORD, keys["kp-a"].privateKey, keys["kp-b"].privateKey, secretKey, userPassword];
  }

  get state(): State {
    return this.emulator.control.state();
  }

  get requests(): RequestRow[] {
    return this.emulator.control.requests();
  }

  /** The key that opens the server when this key pair is bound to it. */
  publicKeyOf(goal: Exclude<Goal, "unbind">): string {
    return keys[goal].publicKey;
  }

  script(course: Course): void {
    this.emulator.control.taskScript({ ...course, serverId: SERVER });
  }

  disturb({ faults }: DisturbedCall): void {
    this.calm();
    faults.flatMap(emulatorFaults).forEach((fault) => this.emulator.control.fault(fault));
  }

  calm(): void {
    this.emulator.control.clearFaults();
  }

  /** Calls the handlers as the engine would, with what it keeps in its state. Never rejects. */
  async call(goal: Goal, timeoutMs: number): Promise<Ending> {
    const started = performance.now();
    const took = (): number => performance.now() - started;
    try {
      const outputs = await this.callHandlers(goal, `${timeoutMs}ms`);
      this.outputs = outputs;
      return { end: "done", outputs, tookMs: took() };
    } catch (error) {
      const tookMs = took();
      if (!(error instanceof Error && "properties" in error)) {
        return { end: "refused", error, tookMs };
      }
      const outputs = error.properties as PlainObject;
      this.outputs = outputs;
      return { end: "kept", outputs, error, tookMs };
    }
  }

  close(): Promise<void> {
    return this.emulator.close();
  }

  private async callHandlers(goal: Goal, timeout: string): Promise<PlainObject> {
    const known = this.outputs;
    const timeouts = { create: timeout, update: timeout, delete: timeout };
    // The configuration is read before the call first waits for anything, so stages do not get into each other's way.
    void keyPairBinding.configure({ config: { get: (key: string) => this.config[key] } } as never);
    if (goal === "unbind") {
      await (known === undefined ? undefined : keyPairBinding.delete(SERVER, { ...known, timeouts }));
      return {};
    }
    const auth = [{ password: ROOT_PASSWORD }, ...Object.values(keys).map(({ privateKey }) => ({ privateKey }))];
    const inputs = { __provider: "stub", serverId: SERVER, keyPairName: goal, auth, onDelete: "unbind", timeouts };
    const bound: Promise<{ outs?: PlainObject }> =
      known === undefined ? keyPairBinding.create(inputs) : keyPairBinding.update(SERVER, known, inputs);
    return (await bound).outs ?? {};
  }
}
