import { homedir } from "node:os";
import { join } from "node:path";
import { cacheDirectory } from "./cacheDirectory";

test.each([
  [{ XDG_CACHE_HOME: "/elsewhere" }, "/elsewhere/pulumi-huaweicloud-kps/pulumi"],
  [{}, join(homedir(), ".cache/pulumi-huaweicloud-kps/pulumi")],
  [{ XDG_CACHE_HOME: "" }, join(homedir(), ".cache/pulumi-huaweicloud-kps/pulumi")],
  [{ XDG_CACHE_HOME: "relative" }, join(homedir(), ".cache/pulumi-huaweicloud-kps/pulumi")],
])("with %j the cache is %s", (environment, expected) => {
  expect(cacheDirectory(environment)).toBe(expected);
});
