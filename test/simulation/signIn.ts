import type { InProcessEmulator } from "../emulator/src/index";

/** How the two users of the account sign in. */
export interface Accounts {
  readonly tokens: { readonly operator: string; readonly colleague: string };
  /** The stack configuration of runs as this user. */
  readonly config: (who: "operator" | "colleague") => ReadonlyMap<string, string>;
}

/**
 * Signs both users in.
 *
 * @param signs whether runs sign their requests with an access key; else they bring a ready token
 */
export function signIn(emulator: InProcessEmulator, signs: boolean): Accounts {
  const { control, credentials } = emulator;
  const token = (who: string): string => {
    const user = control.users().find(({ name }) => name === who);
    const outcome = emulator.handle({
      method: "POST",
      url: "/v3/auth/tokens",
      headers: {},
      body: Buffer.from(
        JSON.stringify({
          auth: {
            identity: {
              methods: ["password"],
              password: { user: { name: who, password: user?.password, domain: { name: credentials.domainName } } },
            },
            scope: { project: { id: credentials.projectId } },
          },
        }),
      ),
    });
    const issued = "headers" in outcome ? outcome.headers["x-subject-token"] : undefined;
    if (issued === undefined) {
      throw new Error(`${who} cannot sign in`);
    }
    return issued;
  };
  const tokens = { operator: token("operator"), colleague: token("colleague") };
  const { region, projectId, url } = credentials;
  const place: [string, string][] = [
    ["kps:region", region],
    ["kps:projectId", projectId],
    ["kps:endpoint", url],
  ];
  return {
    tokens,
    config: (who) => {
      const user = control.users().find(({ name }) => name === who);
      const proof: [string, string][] =
        signs && user !== undefined
          ? [
              ["kps:accessKey", user.accessKey],
              ["kps:secretKey", user.secretKey],
            ]
          : [["kps:token", tokens[who]]];
      return new Map([...place, ...proof]);
    },
  };
}
