const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { transformSync, version } = require("esbuild");

const ownText = readFileSync(__filename, "utf8");

/** Compiles TypeScript, and packages that are ES modules only, to CommonJS for jest; types are checked elsewhere. */
module.exports = {
  getCacheKey: (source, path) =>
    createHash("sha256")
      .update(version + ownText)
      .update(path)
      .update(source)
      .digest("hex"),
  process(source, path) {
    const loader = path.endsWith(".ts") ? "ts" : "js";
    const { code } = transformSync(source, {
      loader,
      format: "cjs",
      target: "node20",
      // jest has no import() of its own; require does the same here.
      supported: { "dynamic-import": false },
      sourcemap: "inline",
      sourcefile: path,
    });
    return { code };
  },
};
