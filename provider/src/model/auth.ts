import { z } from "zod";
import { isKeyPairName } from "./keyPairName";
import { pathFault } from "./pathFault";
import { looksLikeKeyMaterial } from "./privateKey";

const text = z.string();

const KINDS = ["password", "privateKey", "passwordEnv", "privateKeyEnv", "privateKeyFile", "hosted"] as const;

const shapes = z.union(
  [
    z.strictObject({ password: text }),
    z.strictObject({ privateKey: text }),
    z.strictObject({ passwordEnv: text }),
    z.strictObject({ privateKeyEnv: text }),
    z.strictObject({ privateKeyFile: text }),
    z.strictObject({ hosted: z.union([z.literal(true), z.array(text)]) }),
  ],
  {
    error: (issue) => whyNotAuth(issue.input),
  },
);

const oneOf = shapes.superRefine((auth, context) => {
  const why = whyNotAuth(auth);
  if (why !== undefined) {
    context.addIssue({ code: "custom", message: why });
  }
});

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
    return given === true || (Array.isArray(given) && given.length > 0 && given.every(isKeyPairName))
      ? undefined
      : "hosted must be true or a list of key pair names";
  }
  if (typeof given !== "string" || given === "") {
    return `${String(only)} must be a text that is not empty`;
  }
  return whyNotReference(only, given);
}

/** A secret in the place of its name would be printed as that name: "environment variable <secret> is not set". */
function whyNotReference(kind: string | undefined, given: string): string | undefined {
  if ((kind === "passwordEnv" || kind === "privateKeyEnv") && !isVariableName(given)) {
    return `${kind} must be the name of an environment variable (letters, digits and _), not the ${kind.slice(0, -3)} itself; the name goes here, the secret into the environment`;
  }
  if (kind !== "privateKeyFile") {
    return undefined;
  }
  if (looksLikeKeyMaterial(given)) {
    return "privateKeyFile must be the path of a file, not the private key itself; write the key to a file, or give it as privateKey";
  }
  const fault = pathFault(given);
  return fault === undefined ? undefined : `privateKeyFile ${fault}`;
}

/** Whether a text can be the name of an environment variable; a password as a rule cannot. */
export function isVariableName(value: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(value);
}
