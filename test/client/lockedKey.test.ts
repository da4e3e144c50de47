import type { Cloud } from "../../provider/src/client/cloud";
import { connectTo } from "../support/connectTo";
import { listKeyPairs } from "../../provider/src/client/kps/listKeyPairs";
import { startEmulator, type Emulator } from "../emulator/src/index";
import { errorOf } from "../transport/errorOf";
import { settingsFor } from "./settingsFor";

const lockMs = 60_000;
let emulator: Emulator;
let now: number;

beforeEach(async () => {
  now = 0;
  emulator = await startEmulator({
    quirks: { lockAfterWrong: 2, lockMs },
    clock: { now: () => now, wall: () => Date.now() + now },
  });
});

afterEach(() => emulator.close());

function connected(secretKey: string): Promise<Cloud> {
  const { accessKey, region, projectId, url } = emulator.credentials;
  const credentials = { kind: "aksk", accessKey, secretKey, origin: "the test" } as const;
  return connectTo(settingsFor({ url, region, projectId, credentials }), { wallMs: () => Date.now() + now });
}

test("a wrong secret key asked with again and again does not lock the access key", async () => {
  const wrong = await connected("not-the-secret-key");
  await Promise.allSettled(Array.from({ length: 50 }, () => listKeyPairs(wrong)));
  for (let attempt = 0; attempt < 5; attempt += 1) {
    expect(await errorOf(listKeyPairs(wrong))).toMatchObject({ status: 401 });
  }

  const right = await connected(emulator.credentials.secretKey);

  expect(await listKeyPairs(right)).toMatchObject({ keyPairs: [{ name: "legacy" }] });
});

test("an access key that others have locked is told as the service tells it, and works when the lock is over", async () => {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await errorOf(listKeyPairs(await connected("not-the-secret-key")));
  }

  const locked = await errorOf(listKeyPairs(await connected(emulator.credentials.secretKey)));
  expect(locked).toMatchObject({ status: 401, code: "APIGW.0301" });
  expect(String(locked)).toContain("AK access failed to reach the limit");

  now += lockMs + 1;
  const right = await connected(emulator.credentials.secretKey);
  expect(await listKeyPairs(right)).toMatchObject({ keyPairs: [{ name: "legacy" }] });
});
