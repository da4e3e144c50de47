import { enough, read, refusal } from "./readWith";

test("one for all, single ones before it", () => {
  const configuration = {
    ...enough,
    "kps:endpoint": "http://127.0.0.1:4010/",
    "kps:endpoints": '{"ecs":"https://ecs.example/base/","iam":"iam.example"}',
  };

  expect(read(configuration).endpoints).toEqual({
    iam: "https://iam.example",
    kms: "http://127.0.0.1:4010",
    ecs: "https://ecs.example/base",
    dms: "http://127.0.0.1:4010",
  });
});

test("one that is null is left out", () => {
  expect(read({ ...enough, "kps:endpoints": '{"kms":null,"ecs":"https://ecs.example"}' }).endpoints).toMatchObject({
    kms: "https://kms.cn-north-4.myhuaweicloud.com",
    ecs: "https://ecs.example",
  });
});

test("blanks around an address are none of it", () => {
  expect(read({ ...enough, "kps:endpoints": '{"kms":" https://kms.example/\\n","ecs":" "}' }).endpoints).toMatchObject({
    kms: "https://kms.example",
    ecs: "https://ecs.cn-north-4.myhuaweicloud.com",
  });
});

test("from the environment", () => {
  expect(read(enough, { KPS_ENDPOINT: "http://localhost:1" }).endpoints.kms).toBe("http://localhost:1");
});

test("the European site has its own domain", () => {
  expect(read({ ...enough, "kps:region": "eu-west-101" }).endpoints.kms).toBe(
    "https://kms.eu-west-101.myhuaweicloud.eu",
  );
});

test.each([
  ["http://10.0.0.1:80", "loopback"],
  ["http://localhost.example.com", "loopback"],
  ["http://127.0.0.1.example.com", "loopback"],
  ["ftp://kms.example", "base URL"],
  ["https://user:pass@kms.example", "user name"],
  ["https://kms.example/?x=1", "query"],
  ["https://", "base URL"],
  ["https:/kms.example", "base URL"],
  ["http:/127.0.0.1", "base URL"],
  ["{}", "base URL"],
  ["https://kms.example/%zz", "%"],
  ["https://kms.example/b%E4se", "%"],
  ["https://kms.cn-north-1.myhuaweicloud.com", "another region"],
])("%s is refused", (endpoint, part) => {
  const error = refusal({ ...enough, "kps:endpoint": endpoint });

  expect(error.key).toBe("endpoint");
  expect(error.message).toContain(part);
  expect(error.message).not.toContain("user:pass");
});

test.each([
  "https://kps_gateway-1.example.:8443",
  "http://127.0.0.1:1",
  "http://127.8.9.1",
  "http://[::1]:8080",
  "http://localhost",
])("%s is taken", (endpoint) => {
  expect(read({ ...enough, "kps:endpoint": endpoint }).endpoints.kms).toBe(endpoint);
});

test("endpoints that are no object, or name no service", () => {
  expect(refusal({ ...enough, "kps:endpoints": "https://kms.example" }).key).toBe("endpoints");
  expect(refusal({ ...enough, "kps:endpoints": '{"kps":"https://kms.example"}' }).message).toContain(
    "iam, kms, ecs, dms",
  );
  expect(read({ ...enough, "huaweicloud:endpoints": '{"obs":"https://obs.example"}' }).endpoints.kms).toContain(
    "myhuaweicloud",
  );
});
