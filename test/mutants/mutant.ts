/** One seeded fault: a text in a source file, what stands there instead, and who must notice. */
export interface Mutant {
  readonly name: string;
  /** Below `provider/src`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Pattern of the test files to run; "simulation": the simulator's first histories. */
  readonly tests: string;
}
