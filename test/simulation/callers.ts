import { AsyncLocalStorage } from "node:async_hooks";

/** Tells which call of the engine sends a request. */
export interface Callers {
  /** Runs a call for a resource. */
  readonly run: <T>(urn: string, work: () => T) => T;
  /** The resource of the call that is going on. */
  readonly present: () => string | undefined;
  /** Ends the noting: until then every promise of the process is slower, those of other histories too. */
  readonly close: () => void;
}

/** Notes it: needed where two rows have one server, as their calls go on side by side. */
export function notedCallers(): Callers {
  const storage = new AsyncLocalStorage<string>();
  return {
    run: (urn, work) => storage.run(urn, work),
    present: () => storage.getStore(),
    close: () => storage.disable(),
  };
}

/** Notes nothing: the server says whose call it is. */
export const unnotedCallers: Callers = {
  run: (_urn, work) => work(),
  present: () => undefined,
  close: () => undefined,
};
