const { existsSync, readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const modules = join(__dirname, "node_modules");
const transform = { "^.+\\.(ts|js|mjs)$": "<rootDir>/test/support/transform.js" };

/** Packages published as ES modules only, which jest's own module system needs as CommonJS: whatever is installed. */
const esModules = readdirSync(modules)
  .flatMap((name) => (name.startsWith("@") ? readdirSync(join(modules, name)).map((each) => `${name}/${each}`) : name))
  .filter((name) => {
    const file = join(modules, name, "package.json");
    return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).type === "module";
  });

const base = {
  rootDir: __dirname,
  testEnvironment: "node",
  transform,
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join("|")})/)`, "<rootDir>/(provider|test/emulator)/dist/"],
  modulePathIgnorePatterns: ["<rootDir>/.*/dist/"],
  globalSetup: "<rootDir>/test/support/upToDateBundles.ts",
};

module.exports = {
  // Runs of the real engine wait for a third of their time and the demo for most of it: on two cores a fourth worker fills that.
  maxWorkers: 4,
  testSequencer: "<rootDir>/test/support/longestFirst.js",
  projects: [
    {
      ...base,
      displayName: "unit",
      // Huawei's SDK loads uuid without depending on it, and log4js to write into the working directory.
      moduleNameMapper: { "^(log4js|uuid)$": "<rootDir>/test/conformance/sdk/$1.ts" },
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "/test/(lifecycle|crash|contract|faults|bench|simulation/dose)/"],
      setupFilesAfterEnv: ["<rootDir>/test/support/unitTimeout.ts"],
    },
    // Histories and traps: minutes, but without the CLI.
    {
      ...base,
      displayName: "host",
      testMatch: ["<rootDir>/test/(crash|contract|faults|bench|simulation/dose)/**/*.test.ts"],
    },
    {
      ...base,
      displayName: "engine",
      testMatch: ["<rootDir>/test/lifecycle/**/*.test.ts"],
      globalSetup: "<rootDir>/test/support/cliForTests.ts",
      setupFilesAfterEnv: ["<rootDir>/test/support/engineTimeout.ts"],
    },
  ],
};
