const tseslint = require("typescript-eslint");

module.exports = tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**"] },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      curly: ["error", "all"],
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^(fs|path|os|crypto|http|https|net|url|util|child_process|stream|events|timers)$",
              message: "use the node: protocol",
            },
          ],
        },
      ],
    },
  },
  {
    // What carries functions out is loaded with the first call, and only require() loads a file then that jest can load too.
    files: ["provider/src/functions/carrier.ts"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
