import type { dynamic } from "@pulumi/pulumi";
import { gateInputsSchema } from "../../model/dmsTaskGate";
import type { PlainObject } from "../../model/plainObject";
import { checkInputs } from "../checkInputs";

/** Checks the inputs of a gate without asking anybody. Values that are not known yet are passed over. */
export function checkGate(news: PlainObject): dynamic.CheckResult {
  return { inputs: news, failures: checkInputs(gateInputsSchema, news) };
}
