import type { Cloud } from "../../../provider/src/client/cloud";
import { connect } from "../../../provider/src/client/connect";
import { generateKeyPair, type GenerateKeyPair } from "../../../provider/src/operations/keyPair/generateKeyPair";
import type { Settings } from "../../../provider/src/settings/settings";
import type { FetchedResponse, FetchInit, Runtime } from "../../../provider/src/transport/runtime";
import { systemRuntime } from "../../../provider/src/transport/systemRuntime";
import {
  emulateInProcess,
  type Emulator,
  type EmulatorOptions,
  type InProcessEmulator,
  keyTools,
} from "../../emulator/src/index";
import { responseOf } from "../responseOf";
import { SkippingClock } from "./skippingClock";

/** How long a request is on its way there, and its answer back, in ms. */
const LATENCY_MS = 5;

/**
 * The world of one test file: provider processes and emulators in this process, on one clock that skips all waiting. Nothing
 * is listened to; a request to an address where no emulator of this world is goes over the real network.
 */
export class InProcess {
  readonly clock = new SkippingClock();
  readonly runtime: Runtime;
  readonly generateKeyPair: GenerateKeyPair = (algorithm) => this.clock.during(generateKeyPair(algorithm));
  readonly #emulators = new Map<string, InProcessEmulator>();
  readonly #real = systemRuntime();

  constructor() {
    const { monotonicMs, wallMs, sleep, startTimer } = this.clock;
    // Always the same chance: what it spreads needs no spreading here.
    this.runtime = { fetch: this.#fetch, monotonicMs, wallMs, sleep, startTimer, random: () => 0.5 };
  }

  /** An emulator in this world, with tasks as long as documented unless told otherwise. */
  emulator({ clock, ...options }: EmulatorOptions = {}): Emulator {
    const emulator = emulateInProcess(
      { rngSeed: 1, ...options },
      {
        clock: clock ?? { now: this.clock.monotonicMs, wall: this.clock.wallMs },
        startTimer: this.clock.startTimer,
        keys: { ...keyTools, generate: () => this.clock.during(keyTools.generate()) },
        newRequestId: () => "0".repeat(32),
      },
    );
    // The system gives no such port to anybody who asks for a free one.
    const host = `127.0.0.1:${this.#emulators.size + 2}`;
    this.#emulators.set(host, emulator);
    const url = `http://${host}`;
    return {
      url,
      credentials: { ...emulator.credentials, url },
      control: emulator.control,
      close: () => Promise.resolve(),
    };
  }

  readonly connect = (settings: Settings): Promise<Cloud> => connect(settings, this.runtime);

  readonly #fetch = async (url: string, init: FetchInit): Promise<FetchedResponse> => {
    const { host, pathname, search } = new URL(url);
    const emulator = this.#emulators.get(host);
    if (emulator === undefined) {
      return this.clock.during(this.#real.fetch(url, init));
    }
    await this.#onItsWay(init.signal);
    const headers = Object.fromEntries(Object.entries(init.headers).map(([name, text]) => [name.toLowerCase(), text]));
    const outcome = await unlessAborted(
      init.signal,
      Promise.resolve(
        emulator.handle({
          method: init.method,
          url: `${pathname}${search}`,
          headers: { host, ...headers },
          body: Buffer.from(init.body ?? ""),
        }),
      ),
    );
    await this.#onItsWay(init.signal);
    if ("cut" in outcome) {
      throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    }
    return responseOf(outcome, init.size);
  };

  async #onItsWay(signal: AbortSignal): Promise<void> {
    await this.clock.sleep(LATENCY_MS, signal).catch(() => {
      throw aborted();
    });
  }
}

/** Rejects as soon as the signal aborts. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(aborted()), { once: true });
    work.then(resolve, reject);
  });
}

function aborted(): Error {
  return Object.assign(new Error("The operation was aborted."), { name: "AbortError" });
}
