import type { Chance } from "./chance";
import { fleetTraitsOf, traitsOf, type StartRows } from "./chooseRows";
import type { FleetName, Reaction, Step } from "./plan";

/** What the person does, an `up` first. */
export function chooseSteps(chance: Chance, rows: Pick<StartRows, "servers" | "fleets">): Step[] {
  const count = chance.weighted<number>([
    [2, 1],
    [4, 2],
    [3, 3],
    [1, 5],
  ]);
  const steps: Step[] = [{ do: "up" }];
  while (steps.length < count + 1) {
    steps.push(
      rows.fleets.length > 0 && chance.happens(0.35) ? fleetStep(chance, rows) : chooseStep(chance, rows.servers),
    );
  }
  return steps;
}

/** What is done to fleets alone. */
function fleetStep(chance: Chance, { servers, fleets }: Pick<StartRows, "servers" | "fleets">): Step {
  const server = chance.below(servers);
  const to = chance.pick<FleetName | "binding">([...fleets, "binding"] as [FleetName, "binding"]);
  return chance.weighted<() => Step>([
    [3, () => ({ do: "drop", server })],
    [3, () => ({ do: "declare", server })],
    [3, () => ({ do: "move", server, to })],
    [2, () => ({ do: "gather", to })],
    [2, () => ({ do: "change", server, traits: fleetTraitsOf(chance) })],
  ])();
}

function chooseStep(chance: Chance, servers: number): Step {
  const server = chance.below(servers);
  const as = chance.happens(0.8) ? ("operator" as const) : ("colleague" as const);
  return chance.weighted<() => Step>([
    [8, () => ({ do: "rotate", server, pair: chance.pick(["kp-b", "kp-b", "kp-a"] as const) })],
    [4, () => ({ do: "renew", pair: chance.pick(["kp-a", "kp-b"] as const) })],
    [3, () => ({ do: "trigger", server })],
    [3, () => ({ do: "drop", server })],
    [1, () => ({ do: "declare", server })],
    [1, () => ({ do: "rename", server })],
    [1, () => ({ do: "replace", server })],
    [2, () => ({ do: "change", server, traits: traitsOf(chance) })],
    [4, () => ({ do: "refresh", as })],
    [4, () => ({ do: "destroy", as })],
    [1, () => ({ do: "loseState" })],
    [1, () => ({ do: "wait", ms: 90_000 })],
    [2, () => ({ do: "up" })],
  ])();
}

/** What the person does about runs that fail, one after the other. */
export function chooseReactions(chance: Chance): Reaction[] {
  return Array.from({ length: 2 + chance.below(3) }, () =>
    chance.weighted<Reaction>([
      [8, "again"],
      [3, "giveAll"],
      [2, "giveRight"],
      [2, "giveNew"],
      [1, "giveWrong"],
      [1, "takeOver"],
      [2, "goBack"],
      [2, "giveUp"],
      [2, "refresh"],
      [1, "waitLong"],
      [1, "stopServer"],
    ]),
  );
}
