/** Rules for all TypeScript: what runs in the browser, and its tests. Every rule that is off or loosened says why. */

import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { browserFloor } from "./.ci/browsers/rule.mjs";

export default defineConfig(
  { ignores: ["**/node_modules/", ".venv/", "build/", "builder/_assets/", "dist/", "tests/broken/", "tests/courses/", "**/*.js", "**/*.cjs", "**/*.mjs"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: ["tsconfig.json", "tests/tsconfig.json"], tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      // A switch over the ten types of responses counts as one decision: each case is as plain as a row of a table.
      complexity: ["error", { max: 15, variant: "modified" }],
      // Among the blanks that Python's `str.split` knows are control characters.
      "no-control-regex": "off",
      // A number has one text; only objects and empty values make a wrong one.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `() => act()` is how an event is handed on.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      // Widgets and drivers are called with the same arguments in the same order, whichever of them they need; and `{ actor, ...rest }` leaves a property out.
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      // Not of the strict set, and wanted: a type is imported as one, so that nothing of it reaches a script.
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
    },
  },
  {
    // What reaches a browser: .ci/browsers/floors.mjs has the floors, and what is used above them.
    files: ["templates/runtime/**", "builder/**"],
    plugins: { browsers: { rules: { floor: browserFloor } } },
    rules: { "browsers/floor": "error" },
  },
  {
    files: ["**/tests/**"],
    rules: {
      // A driver's tests stand in one file, a test for each requirement.
      "max-lines": "off",
      // `assert.equal(a?.b, 1)` narrows `a`; a test that fails must say so in the next line too, and not throw.
      "@typescript-eslint/no-unnecessary-condition": "off",
      // The runner itself waits for its tests.
      "@typescript-eslint/no-floating-promises": ["error", { allowForKnownSafeCalls: [{ from: "package", name: "test", package: "node:test" }] }],
    },
  },
);
