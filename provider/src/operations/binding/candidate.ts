/** A way into a server with its secret at hand. `from` says where it came from and holds no secret. */
export type Candidate =
  | { kind: "password"; secret: string; from: string }
  | { kind: "privateKey"; secret: string; publicKey: string; from: string };

/** Candidates that could be read, and why others could not. Problems hold no secret. */
export interface ResolvedAuth {
  candidates: Candidate[];
  problems: string[];
}
