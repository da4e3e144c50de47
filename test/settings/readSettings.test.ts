import { enough, projectId, read, refusal } from "./readWith";
import type { Texts } from "./readWith";

test("little is needed, the rest is what Huawei Cloud documents", () => {
  expect(read(enough)).toEqual({
    region: "cn-north-4",
    endpoints: {
      iam: "https://iam.cn-north-4.myhuaweicloud.com",
      kms: "https://kms.cn-north-4.myhuaweicloud.com",
      ecs: "https://ecs.cn-north-4.myhuaweicloud.com",
      dms: "https://dms.cn-north-4.myhuaweicloud.com",
    },
    credentials: { kind: "aksk", accessKey: "AK", secretKey: "SK", origin: "the stack configuration (kps:)" },
    requestsPerMinute: 300,
    ecsRequestsPerMinute: 600,
  });
});

describe("order of places", () => {
  test.each([
    ["region", "HW_REGION_NAME", "OS_REGION_NAME"],
    ["projectName", "HW_PROJECT_NAME", undefined],
    ["reportFile", "KPS_REPORT_FILE", undefined],
  ] as const)("%s: kps, then huaweicloud, then the environment", (key, first, second) => {
    const bare = { "kps:accessKey": "AK", "kps:secretKey": "SK" };
    const rest = { ...bare, "huaweicloud:region": "cn-north-1" };
    const all = { [`kps:${key}`]: "a-1", [`huaweicloud:${key}`]: "b-1" };
    const variables = { [first]: "c-1", ...(second === undefined ? {} : { [second]: "d-1" }) };

    expect(read({ ...rest, ...all }, variables)[key]).toBe("a-1");
    expect(read({ ...rest, ...all, [`kps:${key}`]: " " }, variables)[key]).toBe("b-1");
    const region = key === "region" ? {} : { "kps:region": "cn-north-1" };
    expect(read({ ...bare, ...region }, variables)[key]).toBe("c-1");
    if (second !== undefined) {
      expect(read({ ...bare, ...region }, { [second]: "d-1" })[key]).toBe("d-1");
    }
  });

  test.each([
    [{ HW_PROJECT_ID: projectId, HUAWEICLOUD_SDK_PROJECT_ID: "x", OS_PROJECT_ID: "x" }],
    [{ HUAWEICLOUD_SDK_PROJECT_ID: projectId, OS_PROJECT_ID: "x" }],
    [{ OS_PROJECT_ID: projectId }],
  ] as Texts[][])("projectId from %j", (variables) => {
    expect(read(enough, variables).projectId).toBe(projectId);
  });

  test("budgets from the environment", () => {
    const variables = { KPS_REQUESTS_PER_MINUTE: "120", KPS_ECS_REQUESTS_PER_MINUTE: "60" };

    expect(read(enough, variables)).toMatchObject({ requestsPerMinute: 120, ecsRequestsPerMinute: 60 });
  });
});

test.each([
  ["region", "CN-NORTH-4"],
  ["region", "cn-north-4/../x"],
  ["projectId", "../x"],
  ["projectId", "123"],
  ["projectName", "a/b"],
  ["requestsPerMinute", "0"],
  ["requestsPerMinute", "-5"],
  ["requestsPerMinute", "1.5"],
  ["ecsRequestsPerMinute", "many"],
])("%s %j is malformed, and the error names the setting and where it stands", (key, value) => {
  const error = refusal({ ...enough, [`kps:${key}`]: value });

  expect(error.key).toBe(key);
  expect(error.message).toContain(`kps:${key}`);
});

test("no region: names the key and every place", () => {
  const error = refusal({});

  expect(error.name).toBe("SettingsError");
  expect(error.key).toBe("region");
  expect(error.looked).toEqual([
    "kps:region",
    "huaweicloud:region",
    "HW_REGION_NAME",
    "OS_REGION_NAME",
    "~/.hcloud/config.json",
    "~/.huaweicloud/credentials",
  ]);
});
