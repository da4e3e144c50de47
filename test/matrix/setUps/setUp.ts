import type { Program } from "../../support/program";

/** Where a set-up is made and with what. */
export interface Place {
  /** An empty folder. */
  readonly folder: string;
  /** Absolute path of the packed provider. */
  readonly tarball: string;
  /** The PATH of whatever is run. */
  readonly path: string;
}

/** A program of a set-up, installed. */
export interface InstalledProgram {
  readonly program: Program;
  /** Where the CLI finds the SDK. */
  readonly modules: string;
}

/** A way in which people have the package: beside a test runner, or in a program that `pulumi up` runs. */
export type SetUp =
  | { readonly kind: "tests"; readonly name: string; readonly run: (place: Place) => Promise<void> }
  | { readonly kind: "program"; readonly name: string; readonly install: (place: Place) => Promise<InstalledProgram> }
  /** The program goes on with what an earlier release left. */
  | { readonly kind: "upgrade"; readonly name: string; readonly install: (place: Place) => Promise<InstalledProgram> };
