import { enough, refusal } from "./readWith";
import type { Texts } from "./readWith";

const canary = "canary/4711";

test.each([
  "region",
  "projectId",
  "projectName",
  "endpoints",
  "requestsPerMinute",
  "ecsRequestsPerMinute",
  "profile",
  "sharedConfigFile",
  "assumeRole",
])("a secret that was put into kps:%s is not repeated", (key) => {
  const configuration = key === "profile" || key === "sharedConfigFile" ? { "kps:region": "cn-north-4" } : enough;

  const error = refusal({ ...configuration, [`kps:${key}`]: canary });

  expect(error.message).not.toContain(canary);
  expect(error.message).toContain(`kps:${key}`);
});

test.each([
  [{ "kps:endpoint": `http://${canary}` }],
  [{ "kps:endpoint": `ftp://${canary}` }],
  [{ "kps:endpoint": `https://u:${canary}@h` }],
  [{ "kps:endpoints": JSON.stringify({ [canary]: "https://h" }) }],
  [{ "kps:region": `${"a".repeat(300)}-b` }],
] as Texts[][])("nor is one that is a part of %j", (configuration) => {
  const error = refusal({ ...enough, ...configuration });

  expect(error.message).not.toContain(canary);
  expect(error.message.length).toBeLessThan(300);
});

test("nor is one in a variable", () => {
  expect(refusal(enough, { KPS_TEST_TIME_SCALE: canary }).message).not.toContain(canary);
});
