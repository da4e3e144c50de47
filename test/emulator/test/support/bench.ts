import { generateKeyPairSync } from "node:crypto";
import sshpk from "sshpk";
import { startEmulator, type Emulator, type EmulatorOptions, type QuirksPatch, type TaskView } from "../../src/index";
import { ManualClock } from "./manualClock";
import { SignedClient, type Reply } from "./signedClient";

/** Root's password of the servers of a bench. */
export const password = "Secret-1";

/** A key pair made here, as text. */
export interface KeyTexts {
  publicKey: string;
  privateKey: string;
}

/** A new Ed25519 key pair. */
export function newKey(): KeyTexts {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519", {
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return { privateKey, publicKey: sshpk.parseKey(publicKey, "pem").toString("ssh") };
}

/** An emulator on a clock of its own, with a running and a stopped server and the key pairs `one` and `two`. */
export class Bench {
  readonly clock = new ManualClock();
  readonly one = newKey();
  readonly two = newKey();

  private constructor(private readonly started: { emulator?: Emulator }) {}

  /** The options win over the bench's own. */
  static async start(options: EmulatorOptions = {}): Promise<Bench> {
    const bench = new Bench({});
    bench.started.emulator = await startEmulator({
      clock: bench.clock,
      rngSeed: 1,
      seed: {
        keyPairs: [
          { name: "one", publicKey: bench.one.publicKey },
          { name: "two", publicKey: bench.two.publicKey },
        ],
        servers: [
          { id: "up", name: "up-1", rootPassword: password },
          { id: "down", name: "down-1", rootPassword: password, status: "SHUTOFF" },
        ],
      },
      ...options,
    });
    return bench;
  }

  get emulator(): Emulator {
    if (this.started.emulator === undefined) {
      throw new Error("the bench has not been started");
    }
    return this.started.emulator;
  }

  get client(): SignedClient {
    return new SignedClient(this.emulator.credentials, () => this.clock.wall());
  }

  /** Puts a server into the state that binding a key pair leaves behind. */
  bound(id: string, keyPairName: string): void {
    this.emulator.control.putServer(id, { keyPairName });
  }

  associate(id: string, keyPairName: string, server: object = {}): Promise<Reply> {
    const body = { keypair_name: keyPairName, server: { id, ...server } };
    return this.client.call("POST", "/v3/{project_id}/keypairs/associate", { body });
  }

  disassociate(id: string, server: object = {}): Promise<Reply> {
    return this.client.call("POST", "/v3/{project_id}/keypairs/disassociate", { body: { server: { id, ...server } } });
  }

  get(path: string): Promise<Reply> {
    return this.client.call("GET", path);
  }

  /** The entries of one of the two task lists. */
  async list(name: "running-tasks" | "failed-tasks"): Promise<Record<string, unknown>[]> {
    return ((await this.get(`/v3/{project_id}/${name}`)).body as { tasks: Record<string, unknown>[] }).tasks;
  }

  set(quirks: QuirksPatch): void {
    this.emulator.control.settings({ quirks });
  }

  /** Has a REPLACE of a running server fail, for want of a fitting private key. */
  async failReplace(): Promise<void> {
    this.bound("up", "one");
    await this.associate("up", "two", byKey(newKey()));
    this.finish();
  }

  /** Lets an hour pass, in which every task of documented length ends. */
  finish(): void {
    this.clock.pass(3_600_000);
  }

  /** The task that was accepted last. */
  lastTask(): TaskView {
    const task = this.emulator.control.state().tasks.at(-1);
    if (task === undefined) {
      throw new Error("there is no task");
    }
    return task;
  }

  /** Names of the key pairs of the bench that open a server. */
  opening(id: string): string[] {
    const keys = this.emulator.control.state().servers.find((server) => server.id === id)?.authorizedKeys ?? [];
    return (["one", "two"] as const).filter((name) => keys.some((key) => this[name].publicKey.startsWith(key)));
  }
}

/** `auth` with root's password. */
export function byPassword(key = password): object {
  return { auth: { type: "password", key } };
}

/** `auth` with a private key. */
export function byKey(key: KeyTexts): object {
  return { auth: { type: "keypair", key: key.privateKey } };
}
