import type { Declaration, SharedDeclarations } from "../../provider/src/handlers/run/declaration";

/** One engine run in memory: each provider process of it sees what the others have published. */
export class EngineRun {
  readonly #processes: Declaration[][] = [];
  /** While it is set, nobody can be asked. */
  broken = false;

  /** What one more process of this run shares with the others. */
  join(): SharedDeclarations {
    const own: Declaration[] = [];
    this.#processes.push(own);
    return {
      publish: (declaration) => {
        own.push(declaration);
        return Promise.resolve();
      },
      others: () =>
        this.broken
          ? Promise.reject(new Error("cannot be read"))
          : Promise.resolve(this.#processes.filter((declarations) => declarations !== own)),
    };
  }
}
