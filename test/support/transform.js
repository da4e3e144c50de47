const { createHash } = require("node:crypto");
const { transformSync, version } = require("esbuild");

/** Compiles TypeScript, and packages that are ES modules only, to CommonJS for jest; types are checked elsewhere. */
module.exports = {
  getCacheKey: (source, path) => createHash("sha256").update(version).update(path).update(source).digest("hex"),
  process(source, path) {
    const loader = path.endsWith(".ts") ? "ts" : "js";
    const { code } = transformSync(source, {
      loader,
      format: "cjs",
      target: "node20",
      sourcemap: "inline",
      sourcefile: path,
    });
    return { code };
  },
};
