import { readRefusalBody } from "../../provider/src/transport/refusalBody";

test.each([
  ["KPS", { error_code: "KPS.0002", error_msg: "参数错误" }, { code: "KPS.0002", message: "参数错误" }],
  [
    "gateway",
    { error_msg: "denied", error_code: "APIGW.0302", request_id: "r-1" },
    { code: "APIGW.0302", message: "denied", requestId: "r-1" },
  ],
  ["code and message", { code: "KMS.0201", message: "no" }, { code: "KMS.0201", message: "no" }],
  [
    "IAM",
    { error: { code: 401, title: "Unauthorized", message: "The password is wrong" } },
    { code: "Unauthorized", message: "The password is wrong" },
  ],
  [
    "ECS",
    { error: { code: "Ecs.0114", message: "Instance[x] not found" } },
    { code: "Ecs.0114", message: "Instance[x] not found" },
  ],
  [
    "nova",
    { itemNotFound: { message: "Instance gone", code: 404 } },
    { code: "itemNotFound", message: "Instance gone" },
  ],
  ["one level", { reply: { error_code: "X.1", error_msg: "m" } }, { code: "X.1", message: "m" }],
  ["null code", { error_code: null, error_msg: "m" }, { message: "m" }],
  ["unknown object", { ok: false }, {}],
  ["array", [1], {}],
])("reads the shape of %s", (_name, body, expected) => {
  expect(readRefusalBody(JSON.stringify(body))).toEqual(expected);
});

test.each(["", "<html><body>502</body></html>", '{"error_code":'])("says nothing about %j", (text) => {
  expect(readRefusalBody(text)).toEqual({});
});
