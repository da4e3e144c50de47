import { setMaxListeners } from "node:events";
import { Exit } from "../diagnostics/exit";
import { KnownSecrets } from "../diagnostics/secrets/knownSecrets";
import type { GenerateKeyPair } from "../operations/keyPair/generateKeyPair";
import { Connections } from "../operations/step/connection";
import type { ConfigSource } from "../settings/configSource";
import type { Environment } from "../settings/environment";
import { readSettings } from "../settings/readSettings";
import type { Settings } from "../settings/settings";
import { isSettingsError } from "../settings/settingsError";
import type { Runtime } from "../transport/runtime";
import { DeclaredResources } from "./declaredResources";
import { nobodyElse, type SharedDeclarations } from "./run/declaration";
import type { EngineLine } from "./engineLink";
import { PresentPlace } from "./presentPlace";
import { RowBoard } from "./rowBoard";

/** The world around a provider process. */
export interface Surroundings {
  /** Network, clocks and chance. */
  readonly runtime: Runtime;
  /** Variables and files as they are now. */
  readonly environment: () => Environment;
  /** Makes new key pairs; absent: by this machine's own chance. */
  readonly generateKeyPair?: GenerateKeyPair;
  /** The engine that runs this process. */
  readonly engine: {
    /** Sends a line to a resource's row; never throws and never waits. */
    readonly log: (line: EngineLine) => void;
    /** From now on this process ends when the engine does. */
    readonly endWithEngine: () => void;
    /** What its other provider processes declare; absent for a process that has none. */
    readonly shared?: SharedDeclarations;
  };
}

/** Everything that the calls of one provider process share. A killed process loses just this. */
export class ProviderProcess {
  readonly runtime: Runtime;
  readonly environment: () => Environment;
  readonly generateKeyPair: GenerateKeyPair | undefined;
  /** What no text of this process may show. */
  readonly secrets = new KnownSecrets();
  /** The way out for every text. */
  readonly exit = new Exit(this.secrets);
  readonly connections: Connections;
  readonly rows: RowBoard;
  readonly declared: DeclaredResources;
  readonly place: PresentPlace;
  /** Folders in which what killed processes left was looked for. */
  readonly sweptFolders = new Set<string>();
  readonly #surroundings: Surroundings;
  readonly #cancellation = new AbortController();
  #config: ConfigSource = () => undefined;
  #settingsTold = false;

  constructor(surroundings: Surroundings) {
    const { runtime, environment } = surroundings;
    this.#surroundings = surroundings;
    // Every wait listens.
    setMaxListeners(0, this.cancelled);
    this.runtime = runtime;
    this.environment = environment;
    this.generateKeyPair = surroundings.generateKeyPair;
    this.connections = new Connections(runtime, this.secrets);
    this.declared = new DeclaredResources(surroundings.engine.shared ?? nobodyElse);
    const settings = (): Settings => readSettings(this.config, this.environment());
    const wait = { signal: this.cancelled };
    this.place = new PresentPlace({ settings, place: async () => (await this.connections.to(settings(), wait)).cloud });
    const { monotonicMs, startTimer } = runtime;
    this.rows = new RowBoard({ monotonicMs, startTimer, send: (line) => this.log(line) });
  }

  /** The stack configuration as last handed over. */
  readonly config: ConfigSource = (key) => this.#config(key);

  /** Why nothing can be done with the present settings; told once only, and undefined when something can. */
  takeSettingsFault(): string | undefined {
    if (this.#settingsTold) {
      return undefined;
    }
    this.#settingsTold = true;
    try {
      readSettings(this.config, this.environment());
      return undefined;
    } catch (error) {
      return isSettingsError(error) ? error.message : undefined;
    }
  }

  /** Keeps the stack configuration the host hands over. Stores only, so it can neither fail nor be raced. */
  configure({ config }: { readonly config: { get(key: string): unknown } }): Promise<void> {
    this.#surroundings.engine.endWithEngine();
    this.#config = (key) => {
      const value = config.get(key);
      // A secret that turned out to be undefined arrives as null.
      if (value === undefined || value === null) {
        return undefined;
      }
      return typeof value === "string" ? value : JSON.stringify(value);
    };
    return Promise.resolve();
  }

  /** Aborts when the person wants an end: waits end, what was sent is kept in state. */
  get cancelled(): AbortSignal {
    return this.#cancellation.signal;
  }

  /** Ends every wait of this process, for good. */
  cancel(): void {
    this.#cancellation.abort();
  }

  /** Sends a line to a resource's row; never throws and never waits. */
  log(line: EngineLine): void {
    this.#surroundings.engine.log({
      ...line,
      text: line.ephemeral ? this.exit.line(line.text) : this.exit.text(line.text),
    });
  }
}
