import { resolve } from "node:path";
import { acceptedPosts } from "../support/acceptedPosts";
import type { Emulator } from "../emulator/src/index";
import { configFor, startTestEmulator } from "../support/emulator";
import { newSshKey } from "../support/sshKey";
import { Stack } from "../support/stack";
import { quickPace } from "../support/suiteTimeScale";
import { followReadme, storyVariables } from "./followReadme";

const quotas = { requestsPerMinute: 0, ecsRequestsPerMinute: 0 };
const example = resolve(__dirname, "../../examples/two-regions");

/** Two regions of two accounts. */
let north: Emulator;
let south: Emulator;
let stack: Stack | undefined;

beforeEach(async () => {
  north = await startTestEmulator(quotas);
  south = await startTestEmulator({ ...quotas, region: "cn-south-1", rngSeed: 2 });
});
afterEach(async () => {
  await stack?.dispose();
  await north.close();
  await south.close();
});

/** What was refused for who asked: everything that went to the wrong place, or with the wrong key. */
function strays(emulator: Emulator): unknown[] {
  return emulator.control.requests().filter(({ status }) => status === 401 || status === 403);
}

/** The users whose keys signed the accepted requests, by what was asked. */
function signersOf(emulator: Emulator, operation: RegExp): string[] {
  const requests = emulator.control.requests().filter((request) => operation.test(request.operation));
  return [...new Set(requests.map(({ who }) => who))];
}

const keysOf = (emulator: Emulator): (string | undefined)[] =>
  emulator.control.state().servers.map(({ keyPairName }) => keyPairName);

it("two-regions does what its README tells, each request at its place and with its key", async () => {
  const { url, accessKey, secretKey } = south.credentials;
  stack = await Stack.create({
    program: { folder: example },
    config: {
      ...configFor(north.credentials),
      "places.south.endpoint": url,
      "places.south.accessKey": accessKey,
      "places.south.secretKey": { secret: secretKey },
    },
    environment: storyVariables,
  });
  await followReadme(example, stack);
  for (const emulator of [north, south]) {
    expect(strays(emulator)).toEqual([]);
    expect(signersOf(emulator, /./)).toEqual([emulator.credentials.userName]);
    expect(acceptedPosts(emulator)).toEqual([
      "AssociateKeypair ops",
      "AssociateKeypair ops-2027",
      "DisassociateKeypair ops-2027",
    ]);
  }
}, 300_000);

const PROGRAM = (bindings: string): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const settings = (prefix) => Object.fromEntries(
    ["region", "projectId", "endpoint", "accessKey", "secretKey"].map((key) => [key, process.env[prefix + "_" + key]]),
  );
  const north = new kps.Provider("north", settings("NORTH"));
  const { accessKey, secretKey } = settings("COLLEAGUE_OF_NORTH");
  const colleague = new kps.Provider("colleague", { ...settings("NORTH"), accessKey, secretKey });
  const south = new kps.Provider("south", settings("SOUTH"));
  const at = (name, provider, serverId) => new kps.KeyPairBinding(name, {
    serverId, keyPairName: "kp", auth: [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY" }],
  }, { provider });
  ${bindings}
`;

describe("a binding that is given another provider", () => {
  /** Variables for the settings of a place. */
  const variables = (prefix: string, settings: object): Record<string, string> =>
    Object.fromEntries(Object.entries(settings).map(([key, value]) => [`${prefix}_${key}`, String(value)]));

  beforeEach(async () => {
    const key = newSshKey();
    for (const [id, emulator] of [
      ["s-north", north],
      ["s-south", south],
    ] as const) {
      emulator.control.reset({
        servers: [{ id, name: "web-1", status: "ACTIVE", rootPassword: "Root-Passw0rd" }],
        keyPairs: [{ name: "kp", publicKey: key.publicKey }],
      });
    }
    const place = ({ url: endpoint, ...rest }: Emulator["credentials"]): object => ({ endpoint, ...rest });
    const [, colleague] = north.control.users();
    stack = await Stack.create({
      program: { javascript: PROGRAM(`at("web", north, "s-north");`) },
      environment: {
        ...variables("NORTH", place(north.credentials)),
        ...variables("SOUTH", place(south.credentials)),
        COLLEAGUE_OF_NORTH_accessKey: colleague?.accessKey ?? "",
        COLLEAGUE_OF_NORTH_secretKey: colleague?.secretKey ?? "",
        ROOT_PASSWORD: "Root-Passw0rd",
        KEY: key.privateKey,
        ...quickPace,
      },
    });
    expect((await stack.up()).ok).toBe(true);
  });

  it("of the same project stays as it is; of another region it is refused, naming both; declared anew it moves", async () => {
    if (stack === undefined) {
      throw new Error("there was to be a stack");
    }
    await stack.setProgram({ javascript: PROGRAM(`at("web", colleague, "s-north");`) });
    expect((await stack.up()).ok).toBe(true);
    expect(acceptedPosts(north)).toEqual(["AssociateKeypair kp"]);

    await stack.setProgram({ javascript: PROGRAM(`at("web", south, "s-north");`) });
    const refused = await stack.up();
    expect(refused.ok).toBe(false);
    const { message } =
      refused.diagnostics.find(({ severity, urn }) => severity === "error" && urn.endsWith("::web")) ?? {};
    expect(message).toMatch(/made in +region cn-north-4, project .*\n.*settings +region cn-south-1, project /);
    expect([keysOf(north), keysOf(south)]).toEqual([["kp"], [undefined]]);

    await stack.setProgram({ javascript: PROGRAM(`at("web-south", south, "s-south");`) });
    const moved = await stack.up();
    expect({ ok: moved.ok, output: moved.ok ? "" : moved.stdout }).toEqual({ ok: true, output: "" });
    expect([keysOf(north), keysOf(south)]).toEqual([[undefined], ["kp"]]);

    const { text } = await stack.state();
    for (const { secretKey } of [north.credentials, south.credentials]) {
      expect(text).not.toContain(secretKey);
    }
    const [, colleague] = north.control.users();
    expect(signersOf(north, /^Associate/)).toEqual([north.credentials.userName]);
    expect(signersOf(north, /^Disassociate/)).toEqual([colleague?.name]);
    expect((await stack.destroy()).ok).toBe(true);
    expect([...strays(north), ...strays(south)]).toEqual([]);
    expect(acceptedPosts(south)).toEqual(["AssociateKeypair kp", "DisassociateKeypair kp"]);
  }, 300_000);
});
