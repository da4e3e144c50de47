import { dmsTaskFailureReport } from "../../provider/src/diagnostics/dmsTaskFailure";
import { withoutSecretValues } from "../../provider/src/diagnostics/withoutSecretValues";

const task = {
  id: "ff80a",
  name: "modifyAutoTopic",
  status: "FAILED",
  userName: "alice",
  params: '{"enable":true}',
  createdAt: "2026-11-21T08:00:00.123Z",
  updatedAt: "2026-11-21T08:01:00Z",
};

it("describes one task as a person reads it", () => {
  expect(dmsTaskFailureReport("kafka-1", [task], 3)).toMatchInlineSnapshot(`
"background task modifyAutoTopic of DMS instance kafka-1 ended as FAILED
task      modifyAutoTopic (ff80a), FAILED, by alice, created 2026-11-21 08:00:00Z, ended 2026-11-21 08:01:00Z
params    {"enable":true}
next      look at the tasks in the DMS console and repeat what failed; then delete the old records or move since past them, or go on regardless with onFailed: "report"; and run \`pulumi up\` again"
`);
});

it("describes five of many, and fits into what the engine takes", () => {
  const params = JSON.stringify({ text: "x".repeat(5_000) });
  const many = Array.from({ length: 12 }, (_, index) => ({ ...task, id: `t-${index}`, params }));
  const text = dmsTaskFailureReport("kafka-1", many, 40);
  expect(text).toMatch(/^12 of 40 background tasks of DMS instance kafka-1 failed or were cancelled\n/);
  expect(text).toContain("\nmore      7 more; `listDmsTasks` gives them all\nnext ");
  expect(text.length).toBeLessThan(2_000 + 400);
  expect(text.match(/^task /gm)).toHaveLength(5);
});

it.each([
  ['{"password":"p-1","a":1}', '{"password":"[removed]","a":1}'],
  ['{"newPassword":"p-1"}', '{"newPassword":"[removed]"}'],
  ['{"access_key":"p-1","secretKey":"p-1"}', '{"access_key":"[removed]","secretKey":"[removed]"}'],
  ['{"ak":"p-1","sk":"p-1","task":"t"}', '{"ak":"[removed]","sk":"[removed]","task":"t"}'],
  ['{"deep":[{"token":{"id":"p-1"}}]}', '{"deep":[{"token":"[removed]"}]}'],
  ['{"inner":"{\\"passwd\\":\\"p-1\\"}"}', '{"inner":"{\\"passwd\\":\\"[removed]\\"}"}'],
  ['[{"name":"admin_password","value":"p-1"}]', '[{"name":"admin_password","value":"[removed]"}]'],
  [
    '{"param_name":"sasl.jaas.config","param_value":"x"}',
    '{"param_name":"sasl.jaas.config","param_value":"[removed]"}',
  ],
  [
    '{"configName":"password","newValue":"p","default":1}',
    '{"configName":"password","newValue":"[removed]","default":1}',
  ],
  ['{"param_name":"retention","param_value":"72"}', '{"param_name":"retention","param_value":"72"}'],
  ['[{"name":"password","val":"p-1"}]', '[{"name":"password","val":"[removed]"}]'],
  ['{"url":"https://root:p@1:x@host/db?a=1"}', '{"url":"https://root:[removed]@host/db?a=1"}'],
  ["jdbc:mysql://root:p-1@host:3306/db", "jdbc:mysql://root:[removed]@host:3306/db"],
  ["see https://host:8080/a and b@host", "see https://host:8080/a and b@host"],
  ["mirror --password p-1 --user a", "mirror --password [removed] --user a"],
  ["mirror --password --user a -t 3", "mirror --password --user a -t 3"],
  ["<a><password>p-1</password><n>1</n></a>", "<a><password>[removed]</password><n>1</n></a>"],
  ['{"authorization":"Bearer p-1"}', '{"authorization":"[removed]"}'],
  ["authorization: Bearer p-1, x=1", "authorization: [removed], x=1"],
  ['{\\"password\\":\\"p-1\\"', '{\\"password\\":[removed]'],
  ["user=a password=p-1, x=1", "user=a password=[removed], x=1"],
  ['{"password":"p-1', '{"password":[removed]'],
  ['{"retention":72,"topic":"orders","enable":true}', '{"retention":72,"topic":"orders","enable":true}'],
])("%s is shown as %s", (params, shown) => {
  expect(withoutSecretValues(params)).toBe(shown);
});

it.each([
  ["lists", "[".repeat(4_500) + "]".repeat(4_500)],
  ["objects", `${'{"a":'.repeat(2_700)}1${"}".repeat(2_700)}`],
])("tells of a task whose parameters are deep %s", (_what, params) => {
  const text = dmsTaskFailureReport("kafka-1", [{ ...task, params }], 1);
  expect(text).toContain("ended as FAILED\n");
  expect(withoutSecretValues(params)).toContain("[removed]");
});
