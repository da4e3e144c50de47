import type { Cloud } from "../../client/cloud";
import { Clouds } from "../../client/clouds";
import { KnownSecrets } from "../../diagnostics/secrets/knownSecrets";
import type { Settings } from "../../settings/settings";
import type { TaskWatcher } from "../../tasks/taskWatcher";
import { watcherOf } from "../../tasks/watcherOf";
import type { Runtime } from "../../transport/runtime";
import { HostedKeys } from "./hostedKeys";
import { KeyPairLookUps } from "./keyPairLookUps";
import { PostGate } from "./postGate";
import { ServerLocks } from "./serverLocks";
import { ServerLooks } from "./serverLooks";

/** A cloud, and what all steps of a process that work on it share. */
export interface Connection {
  readonly cloud: Cloud;
  readonly watcher: TaskWatcher;
  readonly serverLocks: ServerLocks;
  readonly postGate: PostGate;
  readonly serverLooks: ServerLooks;
  readonly keyPairLookUps: KeyPairLookUps;
  readonly hostedKeys: HostedKeys;
}

/** Something of its own for every step that works on this cloud. */
export function connectionOver(cloud: Cloud): Connection {
  return {
    cloud,
    watcher: watcherOf(cloud),
    serverLocks: new ServerLocks(),
    postGate: new PostGate(),
    serverLooks: new ServerLooks(cloud),
    keyPairLookUps: new KeyPairLookUps(cloud),
    hostedKeys: new HostedKeys(cloud),
  };
}

/** The connections of a process: one per endpoint, project and credential. */
export class Connections {
  readonly #clouds: Clouds;
  readonly #open = new Map<string, Connection>();

  /** @param secrets what no text of this process may show; each connection adds its own */
  constructor(
    runtime: Runtime,
    readonly secrets = new KnownSecrets(),
  ) {
    this.#clouds = new Clouds(runtime, secrets);
  }

  /** The connection that these settings mean. Throws SettingsError, ServiceError, TransportError. */
  async to(settings: Settings): Promise<Connection> {
    const cloud = await this.#clouds.to(settings);
    const open = this.#open.get(cloud.key) ?? connectionOver(cloud);
    this.#open.set(cloud.key, open);
    // Settings that lead to the same place may still differ in what does not, such as the report file.
    return { ...open, cloud };
  }
}
