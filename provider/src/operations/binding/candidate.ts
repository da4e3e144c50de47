/** A way into a server with its secret at hand. `from` says where it came from and holds no secret. */
export type Candidate = {
  secret: string;
  from: string;
  /** Only our state remembers it; the program no longer gives it. */
  remembered?: boolean | undefined;
} & ({ kind: "password" } | { kind: "privateKey"; publicKey: string });

/** Candidates that could be read, and why others could not. Problems hold no secret. */
export interface ResolvedAuth {
  candidates: Candidate[];
  problems: string[];
}
