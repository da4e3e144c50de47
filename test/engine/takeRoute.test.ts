import type { Cli, Refusal, Route, RouteName } from "./cli";
import { CliUnavailableError, takeRoute } from "./takeRoute";

const names: readonly RouteName[] = ["PATH", "cache", "download", "build"];

/** Routes of which only the named one works, and the record of which were tried. */
function routesWith(working: RouteName | undefined): { routes: Route[]; tried: RouteName[] } {
  const tried: RouteName[] = [];
  const routes = names.map((name) => ({
    name,
    purpose: `way of ${name}`,
    find(): Promise<Cli | Refusal> {
      tried.push(name);
      return Promise.resolve(
        name === working ? { binDirectory: `/${name}`, route: name, version: "3.250.0" } : { refused: `no ${name}` },
      );
    },
  }));
  return { routes, tried };
}

test.each(names)("stops at the first route that works: %s", async (working) => {
  const { routes, tried } = routesWith(working);
  const lines: string[] = [];
  const cli = await takeRoute(routes, (line) => lines.push(line));
  expect(cli.route).toBe(working);
  expect(tried).toEqual(names.slice(0, names.indexOf(working) + 1));
  expect(lines).toEqual([`Pulumi 3.250.0 by route "${working}": /${working}`]);
});

test("one error names all four routes, their reasons and what to install", async () => {
  const { routes } = routesWith(undefined);
  const failure = takeRoute(routes, () => undefined);
  await expect(failure).rejects.toThrow(CliUnavailableError);
  for (const name of names) {
    await expect(failure).rejects.toThrow(`way of ${name}: no ${name}`);
  }
  await expect(failure).rejects.toThrow(/Install Pulumi [^]*or install Go/);
});
