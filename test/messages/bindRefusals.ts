import type { PlainObject } from "../../provider/src/model/plainObject";
import { newSshKey } from "../support/sshKey";
import { messageOf, type Chapter, type Entry } from "./entry";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../support/inProcess/inProcessBench";

interface Case {
  readonly title: string;
  readonly inputs: PlainObject;
  /** What ECS says of the running server. */
  readonly server?: object;
  /** A bind before, whose state the case updates. */
  readonly after?: PlainObject;
  readonly withoutEcs?: boolean;
}

const password = { password: ROOT_PASSWORD };

/** What binding is refused for before anything is posted. */
export async function bindRefusals(): Promise<Chapter> {
  const bench = inProcessBench();
  const entries: Entry[] = [];
  for (const each of cases(bench)) {
    entries.push({ title: each.title, text: await refusal(bench, each) });
  }
  return { heading: "Binding was not tried: nothing has been posted", entries };
}

async function refusal(bench: InProcessBench, { inputs, server, after, withoutEcs }: Case): Promise<string> {
  const { control } = bench.emulator;
  control.putServer("running", { status: "ACTIVE", keyPairName: null, reinstall: true, rootPassword: ROOT_PASSWORD });
  const common = { serverId: "running", keyPairName: "kp-a" };
  const before = after && (await bench.binding.create({ ...common, ...after }));
  control.putServer("running", server ?? {});
  if (withoutEcs === true) {
    control.fault({ path: "/cloudservers/", times: 10, status: 403, body: { error: { code: "Ecs.0013" } } });
  }
  const news = { ...common, ...inputs };
  const call = before === undefined ? bench.binding.create(news) : bench.binding.update(before, news);
  const text = await messageOf(call);
  control.clearFaults();
  return text;
}

function cases({ keys }: InProcessBench): readonly Case[] {
  const strange = newSshKey().privateKey;
  return [
    { title: "a running server without a key pair, no auth", inputs: {} },
    { title: "a running server without a key pair, a private key", inputs: { auth: { privateKey: strange } } },
    { title: "the password's variable is not set", inputs: { auth: { passwordEnv: "ROOT_PASSWORD_OF_WEB_1" } } },
    {
      title: "another key pair is wanted, no auth",
      after: { auth: password },
      inputs: { keyPairName: "kp-b", auth: undefined },
    },
    {
      title: "another key pair is wanted, a private key that does not fit",
      after: { auth: password },
      inputs: { keyPairName: "kp-b", auth: { privateKey: strange } },
    },
    {
      title: "another key pair is wanted, a file that is not there",
      after: { auth: password },
      inputs: { keyPairName: "kp-b", auth: { privateKeyFile: "/nowhere/ops.pem" } },
    },
    {
      title: "another key pair is wanted, a file with something else",
      after: { auth: password },
      inputs: { keyPairName: "kp-b", auth: [{ privateKeyFile: "/etc/hostname" }, { privateKey: "no PEM" }] },
    },
    {
      title: "another key pair is wanted, the private key is to come from KPS, which hosts none",
      after: { auth: password },
      inputs: { keyPairName: "kp-b", auth: { hosted: true } },
    },
    {
      title: "the server has a key pair of somebody else",
      server: { keyPairName: "kp-b" },
      inputs: { auth: { privateKey: keys.a.privateKey } },
    },
    {
      title: "the server has a key pair that replaces names, no auth",
      server: { keyPairName: "kp-b" },
      inputs: { replaces: ["kp-b"] },
    },
    { title: "ECS knows no such server", inputs: { serverId: "gone" } },
    { title: "KPS knows no such key pair", inputs: { keyPairName: "misspelt", auth: password } },
    {
      title: "the key pair of that name is another key than the one asked for",
      inputs: { keyPairFingerprint: "00:11", auth: password },
    },
    { title: "ECS may not be asked, no auth", inputs: {}, withoutEcs: true },
  ];
}
