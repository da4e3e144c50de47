import type { Emulator, Seed } from "../../emulator/src/index";
import type { Bench, KeyTexts } from "../../emulator/test/support/bench";
import { sampleNames } from "../samples/sampleNames";
import type { Replacements } from "./shapeCase";

const { server, otherServer, keyPair, newKeyPair, instance, password } = sampleNames;

/** A world in which the ids and names of the samples exist. */
export function sampleWorld(one: KeyTexts, two: KeyTexts): Seed {
  return {
    keyPairs: [
      { name: keyPair, ...one, hosted: true },
      { name: newKeyPair, ...two },
    ],
    servers: [
      { id: server, name: "web-1", rootPassword: password },
      { id: otherServer, name: "web-2", rootPassword: password, status: "SHUTOFF" },
    ],
    dmsInstances: [
      {
        id: instance,
        engine: "kafka",
        tasks: [
          {
            id: "ff80a",
            name: "modifyAutoTopic",
            status: "SUCCESS",
            params: { enable: true },
            createdAt: "2024-01-02T03:04:05.678Z",
          },
        ],
      },
    ],
  };
}

/** What the emulator has in place of the users and keys of the samples. */
export function worldNames({ credentials, control }: Emulator, one: KeyTexts): Replacements {
  const { userName, userPassword, domainName } = credentials;
  return {
    [sampleNames.user]: control.users()[0]?.id ?? "",
    [sampleNames.userName]: userName,
    [sampleNames.userPassword]: userPassword,
    [sampleNames.domainName]: domainName,
    [sampleNames.privateKey]: one.privateKey,
    [sampleNames.publicKey]: one.publicKey,
  };
}

/** The value with every text that is to be replaced. */
export function replaced(value: unknown, replacements: Replacements): unknown {
  if (typeof value === "string") {
    return replacements[value] ?? value;
  }
  if (Array.isArray(value)) {
    return value.map((element) => replaced(element, replacements));
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaced(one, replacements)]))
    : value;
}

/** Starts a bind of the first server that ends well, or does not. */
export async function startBind(bench: Bench, key: string = password): Promise<string> {
  const { body } = await bench.associate(server, keyPair, { auth: { type: "password", key } });
  return (body as { task_id: string }).task_id;
}
