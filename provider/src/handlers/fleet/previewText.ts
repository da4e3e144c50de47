import { planText, type FleetPlan } from "../../operations/fleet/planFleet";

/**
 * What a run will do, with so many servers whose ids are not known yet; empty when nothing is to be sent. A server that
 * is no longer listed by a known id may be one of those, so nothing is said of letting go then.
 */
export function previewText(plan: FleetPlan, unknown: number): string {
  if (unknown === 0) {
    return planText(plan);
  }
  const known = planText({ ...plan, letGo: [] });
  const those = `${unknown} of its servers ${unknown === 1 ? "is" : "are"} not known yet`;
  const letGo = plan.letGo.length === 0 ? "" : ", nor which it will let go";
  return `${known === "" ? "" : `${known}; `}${those}${letGo}`;
}
