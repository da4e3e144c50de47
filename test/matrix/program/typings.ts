import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";
import * as onPlugin from "pulumi-huaweicloud-kps/plugin";

const server = { serverId: "server", keyPairName: "ops" };

/** What must not compile: an `any` in the typings would let it through. */
export function misfits(pair: kps.KeyPair): unknown[] {
  // @ts-expect-error a name is a text
  const wrongOutput: pulumi.Output<number> = pair.name;
  // @ts-expect-error the name of the key pair is missing
  const wrongInputs: kps.KeyPairBindingArgs = { serverId: "server" };
  // @ts-expect-error one way in is of one kind
  const twoKinds: kps.AuthArgs = { password: "p", privateKeyFile: "/secure/ops.pem" };
  // @ts-expect-error also when one of them comes from elsewhere
  const secretAndFile: kps.KeyPairBindingArgs = { ...server, auth: { privateKey: pulumi.secret("k"), hosted: true } };
  // @ts-expect-error also in a list
  const inList: kps.KeyPairBindingArgs = { ...server, auth: [{ passwordEnv: "A", privateKeyEnv: "B" }] };
  // @ts-expect-error no way in at all
  const noKind: kps.AuthArgs = {};
  // @ts-expect-error a setting that there is not
  const wrongSetting: kps.ProviderArgs = { regoin: "cn-north-4" };
  // @ts-expect-error a function works with a provider or with settings
  const bothPlaces: kps.FunctionOptions = { provider: new kps.Provider("p"), region: "cn-north-4" };
  return [wrongOutput, wrongInputs, twoKinds, secretAndFile, inList, noKind, wrongSetting, bothPlaces];
}

/** What must compile: every way in, alone, in a list, and as an output. */
export function waysIn(password: pulumi.Output<string>): kps.KeyPairBindingArgs[] {
  const one: kps.AuthArgs = { hosted: ["legacy"] };
  return [
    { ...server, auth: { password } },
    { ...server, auth: { hosted: true } },
    { ...server, auth: one },
    { ...server, auth: pulumi.secret({ privateKey: "k" }) },
    { ...server, auth: [{ password }, { privateKeyFile: "/secure/ops.pem" }, { passwordEnv: "ROOT_PASSWORD" }, one] },
    { ...server, auth: password.apply((known) => [{ password: known }]) },
  ];
}

/** What must compile: functions, their Output forms, the types they name, and providers. */
export function reasons(serverId: pulumi.Input<string>, parent: pulumi.Resource): pulumi.Output<string[]> {
  const provider = new kps.Provider("south", { region: "cn-south-1", endpoints: { kms: "https://kms.example" } });
  const reasonOf = ({ serverName, errorMessage }: kps.FailedTaskRecord): string =>
    `${serverName}: ${errorMessage ?? ""}`;
  const running: Promise<{ tasks: kps.ListedTask[] }> = kps.listRunningTasks({}, { parent });
  return pulumi
    .all([running, kps.listFailedTasksOutput({ serverId }, { provider }).tasks])
    .apply(([, failed]) => failed.map(reasonOf));
}

/** What must compile: the same inputs on the plugin, whose resources are those of the package. */
export function onThePlugin(password: pulumi.Output<string>): kps.KeyPairBinding[] {
  return waysIn(password).map((args, index) => new onPlugin.KeyPairBinding(`server-${index}`, args));
}
