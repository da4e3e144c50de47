import type * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";

/** What must not compile: an `any` in the typings would let it through. */
export function misfits(pair: kps.KeyPair): unknown[] {
  // @ts-expect-error a name is a text
  const wrongOutput: pulumi.Output<number> = pair.name;
  // @ts-expect-error the name of the key pair is missing
  const wrongInputs: kps.KeyPairBindingArgs = { serverId: "server" };
  return [wrongOutput, wrongInputs];
}

/** What must compile: functions, their Output forms and the types they name. */
export function reasons(serverId: pulumi.Input<string>): pulumi.Output<string[]> {
  const reasonOf = ({ serverName, errorMessage }: kps.FailedTaskRecord): string =>
    `${serverName}: ${errorMessage ?? ""}`;
  return kps.listFailedTasksOutput({ serverId }).tasks.apply((failed) => failed.map(reasonOf));
}
