import type { Cloud } from "../../client/cloud";
import { Clouds } from "../../client/clouds";
import { KnownSecrets } from "../../diagnostics/secrets/knownSecrets";
import type { Settings } from "../../settings/settings";
import type { TaskWatcher } from "../../tasks/taskWatcher";
import { watcherOf } from "../../tasks/taskWatcher";
import type { Runtime } from "../../transport/runtime";
import type { FoundDmsPaging } from "../dms/dmsPaging";
import { HostedKeys } from "./hostedKeys";
import { InstalledKeys } from "./installedKeys";
import { KeyPairLookUps } from "./keyPairLookUps";
import { PrivateKeys } from "./privateKeys";
import { ServerLooks } from "./serverLooks";
import { ServerTurns, Turns } from "./turns";
import { UnshownKeyPairs } from "./unshownKeyPairs";
import { withinStep } from "./withinStep";

/** Steps that may be between their look and their POST at the same time. */
const BETWEEN_LOOK_AND_POST = 12;

/** A cloud, and what all steps of a process that work on it share. */
export interface Connection {
  readonly cloud: Cloud;
  readonly watcher: TaskWatcher;
  /** One step at a time for each server. */
  readonly serverTurns: ServerTurns;
  /** A few steps at a time between their look and their POST: under a tight budget a hundred would all look first. */
  readonly postTurns: Turns;
  readonly serverLooks: Pick<ServerLooks, "ask">;
  /** The same for servers whose task has succeeded. */
  readonly readBacks: Pick<ServerLooks, "ask">;
  readonly keyPairLookUps: KeyPairLookUps;
  readonly installedKeys: InstalledKeys;
  readonly unshownKeyPairs: UnshownKeyPairs;
  readonly hostedKeys: HostedKeys;
  readonly privateKeys: PrivateKeys;
  readonly foundDmsPaging: FoundDmsPaging;
}

/** Something of its own for every step that works on this cloud. */
export function connectionOver(cloud: Cloud): Connection {
  const serverLooks = new ServerLooks(cloud);
  return {
    cloud,
    watcher: watcherOf(cloud),
    serverTurns: new ServerTurns(),
    postTurns: new Turns(BETWEEN_LOOK_AND_POST),
    serverLooks,
    readBacks: serverLooks,
    keyPairLookUps: new KeyPairLookUps(cloud),
    installedKeys: new InstalledKeys(),
    unshownKeyPairs: new UnshownKeyPairs(),
    hostedKeys: new HostedKeys(cloud),
    privateKeys: new PrivateKeys(),
    foundDmsPaging: {},
  };
}

/** How long somebody waits for a connection; what others wait for too goes on for them. */
export interface ConnectionWait {
  /** Monotonic ms; absent: as long as IAM takes. */
  readonly deadlineMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How a person gives it longer; absent: as a resource has it. */
  readonly longer?: string | undefined;
}

/** The connections of a process: one per endpoint, project and credential. */
export class Connections {
  readonly #clouds: Clouds;
  readonly #open = new Map<string, Connection>();

  /** @param secrets what no text of this process may show; each connection adds its own */
  constructor(
    readonly runtime: Runtime,
    readonly secrets = new KnownSecrets(),
  ) {
    this.#clouds = new Clouds(runtime, secrets);
  }

  /**
   * The connection that these settings mean. Throws SettingsError, ServiceError, TransportError; RefusedError when the
   * wait for IAM is interrupted or its deadline passes.
   */
  async to(settings: Settings, wait: ConnectionWait = {}): Promise<Connection> {
    const cloud = await this.#cloudOf(settings, wait);
    const open = this.#open.get(cloud.key) ?? connectionOver(cloud);
    this.#open.set(cloud.key, open);
    // Settings that lead to the same place may still differ in what does not, such as the report file.
    return { ...open, cloud };
  }

  #cloudOf(settings: Settings, wait: ConnectionWait): Promise<Cloud> {
    const shared = this.#clouds.to(settings);
    // With the project's id nothing is asked for on the way.
    return settings.projectId === undefined
      ? withinStep(shared, { cloud: this, ...wait }, "IAM to sign in and to find the project (no project id is set)")
      : shared;
  }
}
