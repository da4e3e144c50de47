import * as pulumi from "@pulumi/pulumi";
import type { GateCounts, GatePhase, GateTask } from "../model/gateRecord";
import { isoInput } from "../model/isoInput";
import { warnAboutConfig } from "./configWarnings";
import { dynamicFront } from "./dynamicFront";
import type { Front, ResourceKind } from "./front";
import type { TimeoutsArgs } from "./timeouts";

const KIND: ResourceKind = {
  name: "DmsTaskGate",
  handlers: "dmsTaskGate",
  insteadOfImport: "declare it: it changes nothing on the instance",
};

/** Inputs of a DmsTaskGate. Which tasks count is said by `since`, `until` and `names`; all of them have to fit. */
export interface DmsTaskGateArgs {
  /** Id of a Kafka, RabbitMQ or RocketMQ instance. Another one replaces the gate. */
  instanceId: pulumi.Input<string>;
  /**
   * Only tasks created at this time or later: a Date, or an ISO time with its zone. Without it every task the instance
   * still has on record counts, old failures too. Give a fixed time: `new Date()` differs in every run.
   */
  since?: pulumi.Input<Date | string | undefined>;
  /** Only tasks created at this time or before. */
  until?: pulumi.Input<Date | string | undefined>;
  /** Only tasks of these names, such as `modifyAutoTopic`. */
  names?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Wait until at least so many tasks are there; default 0: when nothing matches, the gate is open. */
  expect?: pulumi.Input<number | undefined>;
  /** What FAILED and CANCELLED tasks do: `fail` (default) the gate, or only appear in its outputs (`report`). */
  onFailed?: pulumi.Input<"fail" | "report" | undefined>;
  /** Look again when one of these values changes. */
  triggers?: pulumi.Input<pulumi.Input<unknown>[] | undefined>;
  timeouts?: TimeoutsArgs | undefined;
}

/**
 * Lets what depends on it go on once the background tasks of a DMS instance have settled. It changes nothing there:
 * creating and updating wait, deleting forgets.
 */
export class DmsTaskGate extends pulumi.CustomResource {
  /** What serves it. */
  protected static readonly front: Front = dynamicFront;

  declare public readonly instanceId: pulumi.Output<string>;
  declare public readonly phase: pulumi.Output<GatePhase>;
  /** The tasks that matched, at most 200: unsettled, failed and cancelled ones first, then the latest. */
  declare public readonly tasks: pulumi.Output<GateTask[]>;
  /** Of all that matched. */
  declare public readonly counts: pulumi.Output<GateCounts>;
  /** When the tasks were seen to have settled, ISO 8601 UTC. */
  declare public readonly settledAt: pulumi.Output<string | undefined>;
  declare public readonly region: pulumi.Output<string>;
  declare public readonly projectId: pulumi.Output<string>;

  /** The background tasks of an instance as they stand; its id is the instance's. It waits for nothing. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): DmsTaskGate {
    return new this(name, { instanceId: id }, { ...opts, id });
  }

  constructor(name: string, args: DmsTaskGateArgs, opts: pulumi.CustomResourceOptions = {}) {
    // A program without types may leave them out, or give null: the provider says what is missing.
    const { since, until } = { ...args };
    const inputs = {
      phase: undefined,
      tasks: undefined,
      counts: undefined,
      settledAt: undefined,
      region: undefined,
      projectId: undefined,
      ...args,
      since: isoInput(since),
      until: isoInput(until),
    };
    const { front } = new.target;
    warnAboutConfig(front);
    const { type, props, options } = front.registration(KIND, name, inputs, opts);
    super(type, name, props, options);
  }
}
