import { z } from "zod";
import { serverPatchSchema } from "./server";

const schema = z.array(serverPatchSchema.extend({ id: z.string().min(1) }));

type SeedServers = z.output<typeof schema>;

const isText = (value: unknown): boolean => typeof value === "string";
const isSwitch = (value: unknown): boolean => typeof value === "boolean";

/** What the schema takes, in the simplest words. */
const fits: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ["id", (value) => isText(value) && value !== ""],
  ["name", isText],
  ["status", (value) => value === "ACTIVE" || value === "SHUTOFF"],
  ["image", isText],
  ["rootPassword", isText],
  ["hasPassword", isSwitch],
  ["passwordLogin", isSwitch],
  ["port", (value) => typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 65535],
  ["sshPortOpen", isSwitch],
  ["authorizedKeysEdited", isSwitch],
  ["keyPairName", isText],
  ["reinstall", isSwitch],
]);

/**
 * The servers of a seed. There may be ten thousand of them, for which the schema takes several times as long as reading the
 * file; so what is plainly right is taken as it is, and the schema only finds the words for what is not.
 */
export const seedServersSchema = z.unknown().transform((value, context): SeedServers => {
  if (areServers(value)) {
    return value;
  }
  const checked = schema.safeParse(value);
  if (checked.success) {
    return checked.data;
  }
  for (const { path, message } of checked.error.issues) {
    context.addIssue({ code: "custom", path, message });
  }
  return z.NEVER;
});

function areServers(value: unknown): value is SeedServers {
  return Array.isArray(value) && value.every(isServer);
}

function isServer(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("id" in value)) {
    return false;
  }
  const fields = value as Record<string, unknown>;
  for (const name in fields) {
    if (fits.get(name)?.(fields[name]) !== true) {
      return false;
    }
  }
  return true;
}
