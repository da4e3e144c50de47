import * as pulumi from "@pulumi/pulumi";

/** Stands in for a server of the program, such as `huaweicloud.ecs.Instance`: its id is all that is needed here. */
export class Server extends pulumi.dynamic.Resource {
  constructor(name: string, serverId: pulumi.Input<string>) {
    const provider: pulumi.dynamic.ResourceProvider = {
      create: (inputs: { serverId: string }) => Promise.resolve({ id: inputs.serverId, outs: inputs }),
    };
    super(provider, name, { serverId });
  }
}
