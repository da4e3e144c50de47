import { keyPairPlays } from "./keyPairPlays";
import { startSdkStage, type SdkStage } from "./sdkStage";
import { taskPlays } from "./taskPlays";

let stage: SdkStage;

beforeAll(async () => {
  stage = await startSdkStage();
});

beforeEach(() => stage.emulator.control.reset());

afterAll(() => stage.emulator.close());

test.each(Object.entries({ ...taskPlays, ...keyPairPlays }))("the SDK calls %s", async (name, play) => {
  await play(stage);

  const rows = stage.emulator.control.requests().filter(({ operation }) => operation === name);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ who }) => who === "operator")).toBe(true);
});
