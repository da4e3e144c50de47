import type { Declaration, SharedDeclarations } from "../../provider/src/handlers/run/declaration";

/** What the provider processes of one run of the engine tell each other: in place of the folder that real ones share. */
export class RunDeclarations {
  readonly #texts = new Map<symbol, string[]>();

  /** The part of one more process. */
  forProcess(): SharedDeclarations {
    const own = Symbol("process");
    const texts: string[] = [];
    this.#texts.set(own, texts);
    return {
      publish: (declaration) => {
        texts.push(JSON.stringify(declaration));
        return Promise.resolve();
      },
      others: () => {
        const others = [...this.#texts].filter(([process]) => process !== own);
        return Promise.resolve(others.map(([, lines]) => lines.map((line) => JSON.parse(line) as Declaration)));
      },
    };
  }
}
