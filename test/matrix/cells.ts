/** One combination of what a user may have. */
export interface Cell {
  /** A version, a line whose newest is meant (`24`), or the one that runs the tests (`this`). */
  readonly node: string;
  /** Of `@pulumi/pulumi`: a version, the one in the lock file (`locked`), or the newest the registry serves (`latest`). */
  readonly sdk: string;
  /** A version, or a line whose newest is meant (`5.9`). */
  readonly typescript: string;
  /** The program's `module` and `moduleResolution`. */
  readonly modules: ModuleSettings;
}

/** `commonjs` goes with `moduleResolution: node`, which TypeScript 6 has deprecated; `nodenext` is the same for both. */
export type ModuleSettings = "commonjs" | "nodenext";

/** Each value at least once: the lowest promised ones, the newest ones, and what the other tests run on. */
export const cells: readonly Cell[] = [
  { node: "this", sdk: "locked", typescript: "6.0.3", modules: "nodenext" },
  { node: "20.19.0", sdk: "3.216.0", typescript: "5.9", modules: "commonjs" },
  { node: "22.12.0", sdk: "3.216.0", typescript: "5.9", modules: "nodenext" },
  { node: "22", sdk: "latest", typescript: "5.9", modules: "commonjs" },
  { node: "24", sdk: "latest", typescript: "6.0.3", modules: "nodenext" },
];
