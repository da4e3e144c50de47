import type { Emulator } from "../../src/index";
import type { Bench } from "../support/bench";

/** What stands in the columns of the README's table. */
export type Column = "success" | "documented errors" | "unknown object" | "malformed body";

/** One request and the answer it must get. */
export interface OperationCase {
  column: Column;
  title: string;
  /** Puts the world into the state the case needs. */
  prepare?: (bench: Bench) => unknown;
  method: string;
  /** May follow from the bench and from what `prepare` came to. */
  path: string | ((bench: Bench, prepared: unknown) => string);
  body?: (bench: Bench) => unknown;
  /** Gets a token to send instead of a signature. */
  token?: (emulator: Emulator) => Promise<string>;
  /** Gets the token that is asked about. */
  subject?: (emulator: Emulator) => Promise<string>;
  status: number;
  code?: string;
}

/** Cases by the API's name. */
export type OperationCases = Record<string, OperationCase[]>;

type Row = Omit<OperationCase, "method" | "path"> & { path?: OperationCase["path"] };

/** Cases of one API; those that name no path have the one given here. */
export function operation(method: string, path: string, rows: Row[]): OperationCase[] {
  return rows.map((row) => ({ method, path, ...row }));
}

/** A body the service cannot read; by default one that is no JSON. */
export function malformed(status: number, code: string | undefined, body: unknown = "{"): Row {
  return {
    column: "malformed body",
    title: "a body that is not of the documented form",
    body: () => body,
    status,
    ...(code === undefined ? {} : { code }),
  };
}
