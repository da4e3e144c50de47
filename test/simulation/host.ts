import type { EngineLine } from "../../provider/src/handlers/engineLink";
import { ProviderProcess } from "../../provider/src/handlers/providerProcess";
import type { SharedDeclarations } from "../../provider/src/handlers/run/declaration";
import type { FetchInit, FetchedResponse } from "../../provider/src/transport/runtime";
import type { Files } from "../../provider/src/settings/files";
import type { Chance } from "./chance";
import type { KeyTools } from "../emulator/src/index";
import { DynamicHost } from "./fronts/dynamicHost";
import type { Front } from "./fronts/front";
import { PluginClient } from "./fronts/pluginClient";
import { frontOf, type ProviderName } from "./stack";
import { ProcessTimers, type VirtualTime } from "./virtualTime";

/** What a call into a provider process came to. */
export type HostResult<T> =
  | { readonly how: "done"; readonly value: T }
  | { readonly how: "threw"; readonly error: unknown }
  | { readonly how: "killed" };

/** What a provider process gets from the history it lives in. */
export interface HostSurroundings {
  readonly provider: ProviderName;
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly config: ReadonlyMap<string, string>;
  readonly fetchFor: (timers: ProcessTimers) => (url: string, init: FetchInit) => Promise<FetchedResponse>;
  readonly files: Files;
  readonly keyTools: KeyTools;
  readonly log: (line: EngineLine) => void;
  /** What the other processes of the same run declare. */
  readonly shared: SharedDeclarations;
  /** Runs a call so that what it sends can be told from what other calls send. */
  readonly inCall: <T>(urn: string, work: () => T) => T;
}

/** A provider process of one run of the engine. To kill it is to drop its root object and all that it waits for. */
export class Host {
  readonly front: Front;
  readonly #timers: ProcessTimers;
  readonly #dead: Promise<{ how: "killed" }>;
  readonly #inCall: HostSurroundings["inCall"];
  #die: () => void = () => undefined;

  constructor(surroundings: HostSurroundings) {
    const { provider, time, chance, config, fetchFor, files, keyTools, log, shared, inCall } = surroundings;
    this.#inCall = inCall;
    const timers = new ProcessTimers(time);
    this.#timers = timers;
    this.#dead = new Promise((resolve) => {
      this.#die = () => resolve({ how: "killed" });
    });
    const process = new ProviderProcess({
      runtime: {
        fetch: fetchFor(timers),
        monotonicMs: timers.monotonicMs,
        wallMs: time.wall,
        random: chance.next,
        sleep: timers.sleep,
        startTimer: timers.startTimer,
      },
      environment: () => ({
        variables: {},
        files,
        homeDirectory: "/home/person",
        workingDirectory: "/home/person/app",
        projectDirectory: "/home/person/app",
      }),
      generateKeyPair: async () => {
        const { publicKey, privateKey } = await keyTools.generate();
        return { publicKey: publicKey.body, privateKey };
      },
      engine: { log, endWithEngine: () => undefined, shared },
    });
    this.front = frontOf(provider) === "plugin" ? new PluginClient(process, config) : new DynamicHost(process, config);
  }

  kill(): void {
    this.#timers.kill();
    this.#die();
  }

  /** Calls into the process for a resource; a killed one does not answer any more. */
  call<T>(urn: string, work: () => Promise<T>): Promise<HostResult<T>> {
    const done = this.#inCall(urn, work).then(
      (value): HostResult<T> => ({ how: "done", value }),
      (error: unknown): HostResult<T> => ({ how: "threw", error }),
    );
    return Promise.race([done, this.#dead]);
  }
}
