import type { Cli, Log, Route } from "./cli";

/** No route led to a CLI. The message names every route, why it failed, and what to install. */
export class CliUnavailableError extends Error {
  override readonly name = "CliUnavailableError";
}

/**
 * Tries routes in their order; the first that leads to a CLI wins, and a line says which it was.
 *
 * @throws CliUnavailableError when none does
 */
export async function takeRoute(routes: readonly Route[], log: Log): Promise<Cli> {
  const tried: string[] = [];
  for (const route of routes) {
    const found = await route.find();
    if (!("refused" in found)) {
      log(`Pulumi ${found.version} by route "${route.name}": ${found.binDirectory}`);
      return found;
    }
    tried.push(`  ${tried.length + 1}. ${route.purpose}: ${found.refused}`);
  }
  throw new CliUnavailableError(
    [
      "No Pulumi CLI can be had. Tried:",
      ...tried,
      "Install Pulumi (https://www.pulumi.com/docs/install/) so that `pulumi` is on PATH,",
      "or install Go (https://go.dev/dl/) so that it can be built; then try again.",
    ].join("\n"),
  );
}
