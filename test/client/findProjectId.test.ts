import { findProjectId } from "../../provider/src/client/findProjectId";
import { errorOf } from "../transport/errorOf";
import { startScriptedServer, type ScriptedServer } from "../transport/scriptedServer";
import { testService } from "../transport/testService";
import { settingsFor } from "./settingsFor";

let server: ScriptedServer;
/** Names of the projects that the credentials may see. */
let visible: string[];
/** Whatever else is in IAM's answer. */
let odd: unknown[];

beforeEach(async () => {
  odd = [];
  server = await startScriptedServer();
  server.script((request, response) => {
    const wanted = new URL(request.url ?? "", "http://iam").searchParams.get("name");
    const projects = visible.filter((name) => wanted === null || name === wanted);
    response.end(
      JSON.stringify({ projects: [...odd, ...projects.map((name, index) => ({ id: `p-${index}`, name }))] }),
    );
  });
});

afterEach(() => server.close());

function find(projectName?: string): Promise<string> {
  const settings = settingsFor({ url: server.url });
  const named = projectName === undefined ? settings : { ...settings, projectName };
  return findProjectId(named, testService(server.url, { name: "IAM" }));
}

test("the region's own project, or the one that is named", async () => {
  visible = ["cn-north-4", "cn-north-4_dev"];

  expect(await find()).toBe("p-0");
  expect(await find("cn-north-4_dev")).toBe("p-0");
});

test("credentials that see projects within the region only are told to name one", async () => {
  visible = ["cn-north-4_dev", "cn-north-1", "cn-east-3_x"];

  const error = await errorOf(find());

  expect(error).toMatchObject({ name: "SettingsError", key: "region" });
  expect(String(error)).toContain("they see cn-north-4_dev: set kps:projectName to the one that is meant");
  expect(String(error)).not.toMatch(/cn-north-1|cn-east-3/);
});

test("of very many a few are named", async () => {
  visible = Array.from({ length: 40 }, (_, index) => `cn-north-4_${index}`);

  expect(String(await errorOf(find()))).toContain("cn-north-4_4, 35 more: set");
});

test("credentials that see nothing are told all that may be wrong", async () => {
  visible = [];

  expect(String(await errorOf(find()))).toMatch(/correct kps:region, set kps:projectName to .*, or set kps:projectId/);
});

test("a project that is not there is not repeated: a secret may have been put in its place", async () => {
  visible = ["cn-north-4_dev"];

  const error = await errorOf(find("canary4711"));

  expect(error).toMatchObject({ key: "projectName" });
  expect(String(error)).toContain("kps:projectName");
  expect(String(error)).not.toContain("canary");
});

test("two of one name cannot be told apart", async () => {
  visible = ["cn-north-4", "cn-north-4"];

  expect(String(await errorOf(find()))).toContain(
    "several projects of the region's own name, cn-north-4: set kps:projectId",
  );
});

test("an odd entry spoils no other, is told where the project is missing, and one that is there twice is one", async () => {
  odd = [{ id: null, name: "other" }, null, { id: "p-0", name: "cn-north-4" }];
  visible = ["cn-north-4"];
  expect(await find()).toBe("p-0");

  visible = [];
  odd = [null];
  expect(String(await errorOf(find()))).toContain("1 of the projects in its answer cannot be read");
});
