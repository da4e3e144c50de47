import { z } from "zod";

const text = z.string().min(1, "must be a text that is not empty");

const KINDS = ["password", "privateKey", "passwordEnv", "privateKeyEnv", "privateKeyFile", "hosted"] as const;

const oneOf = z.union(
  [
    z.strictObject({ password: text }),
    z.strictObject({ privateKey: text }),
    z.strictObject({ passwordEnv: text }),
    z.strictObject({ privateKeyEnv: text }),
    z.strictObject({ privateKeyFile: text }),
    z.strictObject({ hosted: z.union([z.literal(true), z.array(text).min(1, "name at least one key pair")]) }),
  ],
  {
    error: (issue) => whyNotAuth(issue.input),
  },
);

/** One way to get into a server: the root password or the private key now in use, given or referred to. */
export type Auth = z.infer<typeof oneOf>;

/** The `auth` input: one way in, or a list of candidates. */
export const authSchema = z.union([oneOf, z.array(oneOf).min(1, "give at least one way in, or leave auth out")], {
  error: (issue) =>
    Array.isArray(issue.input)
      ? (issue.input.map(whyNotAuth).find((why) => why !== undefined) ?? "give at least one way in, or leave auth out")
      : whyNotAuth(issue.input),
});

/** What the `auth` input holds. */
export type AuthInput = z.infer<typeof authSchema>;

/** The candidates of an `auth` input in the order given. */
export function authList(auth: AuthInput | undefined): Auth[] {
  if (auth === undefined) {
    return [];
  }
  return Array.isArray(auth) ? auth : [auth];
}

/** Why a value is not a way into a server, without repeating any value of it; undefined when it is one. */
function whyNotAuth(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return `give an object with exactly one of ${KINDS.join(", ")}`;
  }
  const keys = Object.keys(value);
  const strange = keys.filter((key) => !KINDS.some((kind) => kind === key));
  if (strange.length > 0) {
    return `does not know ${strange.map((key) => `"${key}"`).join(", ")}; give exactly one of ${KINDS.join(", ")}`;
  }
  if (keys.length !== 1) {
    return keys.length === 0
      ? `is empty; give exactly one of ${KINDS.join(", ")}`
      : `has ${keys.join(" and ")} at once; give exactly one kind in an object, or a list of objects with one kind each`;
  }
  const [only] = keys;
  const given: unknown = Object.values(value)[0];
  if (only === "hosted") {
    return given === true ||
      (Array.isArray(given) && given.length > 0 && given.every((name) => typeof name === "string"))
      ? undefined
      : "hosted must be true or a list of key pair names";
  }
  return typeof given === "string" && given !== "" ? undefined : `${String(only)} must be a text that is not empty`;
}
