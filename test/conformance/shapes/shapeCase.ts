import type { QuirksPatch } from "../../emulator/src/index";
import type { Bench } from "../../emulator/test/support/bench";

/** Texts of a sample and what stands in their place. */
export type Replacements = Readonly<Record<string, string>>;

/** How a sample is sent to the emulator. */
export interface ShapeCase {
  /** Puts the world into the state the sample needs, and tells which ids the emulator gave. */
  readonly prepare?: (bench: Bench) => Replacements | Promise<Replacements>;
  readonly quirks?: QuirksPatch;
  /** Headers beside the signature. */
  readonly headers?: (bench: Bench) => Promise<Record<string, string>>;
  /** Every difference between the sample's answer and the emulator's, with its reason. */
  readonly exceptions?: Readonly<Record<string, string>>;
}
