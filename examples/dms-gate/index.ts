import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

const config = new pulumi.Config();

// Open once the instance has no unsettled background task of these names that was started since that time.
const gate = new kps.DmsTaskGate("settled", {
  instanceId: config.require("instanceId"),
  since: config.require("since"),
  names: config.getObject<string[]>("names") ?? [],
  onFailed: config.get("onFailed") === "report" ? "report" : "fail",
  timeouts: { create: "20m", update: "20m" },
});

/** Stands for the change of a topic, which DMS refuses while a background task works on the instance. */
class TopicChange extends pulumi.ComponentResource {
  constructor(name: string, args: { partitions: number }, opts?: pulumi.ComponentResourceOptions) {
    super("example:index:TopicChange", name, args, opts);
    this.registerOutputs({ partitions: args.partitions });
  }
}

new TopicChange("orders", { partitions: 12 }, { dependsOn: gate });

export const phase = gate.phase;
export const counts = gate.counts;
