import { constants } from "node:fs";
import { access, realpath } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import type { Cli, Refusal, Route } from "../cli";
import { probe } from "../probe";
import { isAtLeast, oldestCliVersion } from "../versions";

/** Route 1: the user's own `pulumi`, with its Node language host beside it. */
export function onPath(environment: Readonly<Record<string, string | undefined>>): Route {
  return {
    name: "PATH",
    purpose: `pulumi >= ${oldestCliVersion} on PATH with pulumi-language-nodejs beside it`,
    async find(): Promise<Cli | Refusal> {
      const pulumi = await firstOnPath("pulumi", environment["PATH"] ?? "");
      if (pulumi === undefined) {
        return { refused: "there is no pulumi on PATH" };
      }
      let refusal: Refusal = { refused: `${pulumi} cannot be used` };
      // A link on PATH often points into the folder where the language host lives.
      for (const binDirectory of new Set([dirname(pulumi), dirname(await realpath(pulumi))])) {
        const found = await probe(binDirectory);
        if (!("refused" in found) && isAtLeast(found.version, oldestCliVersion)) {
          return { binDirectory, route: "PATH", version: found.version };
        }
        refusal =
          "refused" in found ? found : { refused: `${pulumi} is ${found.version}, older than ${oldestCliVersion}` };
      }
      return refusal;
    },
  };
}

async function firstOnPath(name: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter((part) => part !== "")) {
    try {
      await access(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
