/** A key pair of one project; other projects and regions of the same program may have one of the same name. */
export interface PlacedKeyPair {
  readonly name: string;
  readonly region: string;
  readonly projectId: string;
}

/** What one provider process knows of the running program, as plain data. */
export type Declaration =
  | { readonly kind: "server"; readonly serverId: string; readonly urn: string }
  /** All servers that a fleet has now, instead of those it had. */
  | { readonly kind: "fleet"; readonly serverIds: readonly string[]; readonly urn: string }
  /** The file that a key pair's private key goes to, by its absolute path. */
  | { readonly kind: "keyFile"; readonly path: string; readonly urn: string }
  | {
      readonly kind: "keyPair";
      readonly pair: PlacedKeyPair;
      /** What a resource of the program has to do with it: it made it, it has it, or it is about to let it go. */
      readonly standing: "made" | "held" | "released";
      /** Its key was generated in this run. */
      readonly generated?: boolean | undefined;
    };

/** How the provider processes of one engine run tell each other what the program declares. */
export interface SharedDeclarations {
  /** Resolves when the others can see it, or when that has turned out to be impossible. Never throws. */
  publish(declaration: Declaration): Promise<void>;
  /** What each of the others has published, oldest first. Throws when that cannot be found out. */
  others(): Promise<readonly (readonly Declaration[])[]>;
}

/** For a process that has no others, or cannot know them. */
export const nobodyElse: SharedDeclarations = {
  publish: () => Promise.resolve(),
  others: () => Promise.resolve([]),
};
