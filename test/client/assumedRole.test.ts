import { inspect } from "node:util";
import type { Cloud } from "../../provider/src/client/cloud";
import { listRunningTasks } from "../../provider/src/client/kps/listRunningTasks";
import type { AssumedRole, Credentials, Settings } from "../../provider/src/settings/settings";
import { startEmulator, type Emulator, type RequestRow } from "../emulator/src/index";
import { connectTo } from "../support/connectTo";
import { errorOf } from "../transport/errorOf";
import { manualClock, type ManualClock } from "../transport/manualClock";
import { settingsFor } from "./settingsFor";

let clock: ManualClock;
let emulator: Emulator;

beforeEach(async () => {
  clock = manualClock();
  const { monotonicMs, wallMs } = clock.runtime;
  emulator = await startEmulator({ clock: { now: monotonicMs, wall: wallMs }, rngSeed: 1 });
});

afterEach(() => emulator.close());

const origin = "the environment (HW_ACCESS_KEY / HW_SECRET_KEY)";

function role(changes: Partial<AssumedRole> = {}): AssumedRole {
  const domain = { name: emulator.credentials.domainName };
  return { agencyName: "operations", domain, origin: "HW_ASSUME_ROLE_AGENCY_NAME in the environment", ...changes };
}

function accessKey(): Credentials {
  return { kind: "aksk", accessKey: emulator.credentials.accessKey, secretKey: emulator.credentials.secretKey, origin };
}

function settings(credentials: Credentials = accessKey(), assumeRole = role()): Settings {
  return { ...settingsFor({ url: emulator.url, credentials }), assumeRole };
}

/** Who sent what, in order. */
function sent(): string[] {
  return emulator.control.requests().map(({ who, operation, status }: RequestRow) => `${who} ${operation} ${status}`);
}

const tasks = (cloud: Cloud): Promise<unknown> => listRunningTasks(cloud, {});
const temporaryKeys = (): number => sent().filter((row) => row.includes("ByAgency 201")).length;

test("everything is done as the agency, the look-up of the project too", async () => {
  const cloud = await connectTo(settings(), clock.runtime);
  await tasks(cloud);

  expect(cloud.projectId).toBe(emulator.credentials.projectId);
  expect(sent()).toEqual([
    expect.stringMatching(/ CreateTemporaryAccessKeyByAgency 201$/),
    "agency:operations KeystoneListProjects 200",
    "agency:operations ListRunningTask 200",
  ]);
});

test("by the id of the account, and by the credentials of an IAM user, whose token is for no project", async () => {
  const { userName, userPassword: password, domainName, domainId } = emulator.credentials;
  const user = { kind: "user", userName, password, domainName, origin } as const;

  await tasks(await connectTo(settings(user, role({ domain: { id: domainId } })), clock.runtime));

  expect(sent().map((row) => row.replace(/^\S+ /, ""))).toEqual([
    "KeystoneCreateUserTokenByPassword 201",
    "CreateTemporaryAccessKeyByAgency 201",
    "KeystoneListProjects 200",
    "ListRunningTask 200",
  ]);
});

test("a temporary key is renewed before it ends, once for all who wait, and old ones stay secret", async () => {
  const cloud = await connectTo(settings(accessKey(), role({ durationSeconds: 1000 })), clock.runtime);
  await clock.advance(790_000);
  await tasks(cloud);
  expect(temporaryKeys()).toBe(1);

  await clock.advance(20_000);
  await Promise.all(Array.from({ length: 20 }, () => tasks(cloud)));

  expect(temporaryKeys()).toBe(2);
  expect(sent().filter((row) => !/ 20\d$/.test(row))).toEqual([]);
});

test("one that a service refuses before its time is renewed, and the request sent again", async () => {
  const cloud = await connectTo(settings(), clock.runtime);
  await tasks(cloud);
  emulator.control.fault({ operation: "ListRunningTask", status: 401, body: { error_code: "APIGW.0301" } });

  await tasks(cloud);

  expect(temporaryKeys()).toBe(2);
});

test("an unknown agency is asked for once, and the error says where its name came from", async () => {
  const error = await errorOf(connectTo(settings(accessKey(), role({ agencyName: "canary" })), clock.runtime));

  expect(error).toMatchObject({ name: "SettingsError", key: "assumeRole" });
  expect(String(error)).toContain("HW_ASSUME_ROLE_AGENCY_NAME in the environment");
  expect(String(error)).toMatch(/404[^]*request id [0-9a-f]{32}[^]*Agent Operator/);
  expect(String(error)).not.toContain("canary");
  expect(sent()).toHaveLength(1);
});

test("credentials that are refused stop everything, and the error says where they came from", async () => {
  const credentials = { ...accessKey(), secretKey: "canary-wrong-secret" } as Credentials;
  const { projectId } = emulator.credentials;
  const cloud = await connectTo({ ...settings(credentials), projectId }, clock.runtime);

  const errors = await Promise.all([1, 2, 3].map(() => errorOf(tasks(cloud))));

  expect(sent()).toHaveLength(1);
  expect(errors[2]).toMatchObject({ service: "IAM", status: 401 });
  expect(String(errors[2])).toContain(origin);
  expect(inspect(errors, { depth: 9 })).not.toContain("canary");
});

test("no temporary secret comes back in an error", async () => {
  const cloud = await connectTo(settings(), clock.runtime);
  const keys: string[] = [];
  const overheard = await connectTo(settings(), {
    ...clock.runtime,
    fetch: async (url, init) => {
      const headers = init.headers as Record<string, string> | undefined;
      keys.push(headers?.["X-Security-Token"] ?? "");
      return clock.runtime.fetch(url, init);
    },
  });
  await tasks(overheard);
  const token = keys.at(-1) ?? "";
  expect(token).toHaveLength(64);
  emulator.control.fault({ status: 400, body: { error_code: "X", error_msg: `echo ${token}` } });

  const error = await errorOf(tasks(overheard));

  expect(String(error)).not.toContain(token);
  expect(cloud.key).not.toBe(
    (await connectTo(settings(accessKey(), role({ durationSeconds: 900 })), clock.runtime)).key,
  );
});
