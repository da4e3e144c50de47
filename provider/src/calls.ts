import { errorText } from "./diagnostics/errors/diagnose";
import { toldError } from "./diagnostics/errors/toldError";
import { Exit } from "./diagnostics/exit";
import { functionSpeaker, givenSettingsSpeaker } from "./diagnostics/speaker";
import type { FunctionName, FunctionResults } from "./model/functionResults";
import { CallListeners } from "./operations/calls/callListeners";
import { calls } from "./operations/calls/calls";
import type { CallSurroundings } from "./operations/calls/callSurroundings";
import { eachEntry } from "./operations/calls/eachEntry";
import { Connections } from "./operations/step/connection";
import type { ConfigSource } from "./settings/configSource";
import { processEnvironment } from "./settings/processEnvironment";
import { readSettings } from "./settings/readSettings";
import { systemRuntime } from "./transport/systemRuntime";

/** How a function is to be carried out, beside its arguments. */
export interface CallOptions extends Pick<CallSurroundings, "signal" | "onProgress"> {
  /** The configuration that says where to work and as whom; the environment and the profile files add to it. */
  readonly config: ConfigSource;
}

/** What the calls of a program share; nothing else is kept in modules. */
const connections = new Connections(systemRuntime());
const exit = new Exit(connections.secrets);

/** Carries a function out. Throws what {@link calls} and `onProgress` throw, and SettingsError. */
export async function call<Name extends FunctionName>(
  name: Name,
  args: unknown,
  options: CallOptions,
): Promise<FunctionResults[Name]> {
  const listeners = new CallListeners(name, options);
  try {
    return await calls[name](args, surroundings({ ...options, ...listeners.surroundings }));
  } catch (error) {
    throw listeners.hasThrown(error) ? error : told(name, error, options);
  }
}

/** The entries of a list one by one. Throws what {@link call} throws. */
export function each<Name extends keyof typeof eachEntry>(
  name: Name,
  args: unknown,
  options: CallOptions,
): ReturnType<(typeof eachEntry)[Name]> {
  return toldEach<unknown>(name, eachEntry[name](args, surroundings(options)), options) as ReturnType<
    (typeof eachEntry)[Name]
  >;
}

async function* toldEach<Entry>(
  name: string,
  entries: AsyncIterable<Entry>,
  options: CallOptions,
): AsyncGenerator<Entry, void, undefined> {
  try {
    yield* entries;
  } catch (error) {
    throw told(name, error, options);
  }
}

/** What was thrown, with a message that a person can read. */
function told(name: string, error: unknown, { config }: CallOptions): Error {
  const speaker = config.nameOf === undefined ? functionSpeaker : givenSettingsSpeaker;
  return toldError(error, exit.text(errorText(error, name, speaker)));
}

function surroundings({ config, signal, onProgress }: CallOptions): CallSurroundings {
  const environment = processEnvironment();
  return {
    environment,
    connections,
    settings: () => readSettings(config, environment),
    signal,
    onProgress,
  };
}
