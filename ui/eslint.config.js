import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["dist", "node_modules", "src/api/generated.ts"] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      // Types and unused names are the business of tsc and svelte-check.
      "no-undef": "off",
      "svelte/no-at-html-tags": "error",
      "svelte/no-navigation-without-resolve": "off",
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@tauri-apps/*"], message: "Only src/api/ talks to Tauri." }] },
      ],
    },
  },
  { files: ["src/api/**"], rules: { "no-restricted-imports": "off" } },
  { files: ["src/parts/SafeHtml.svelte"], rules: { "svelte/no-at-html-tags": "off" } },
  {
    // Controls know no word of KazPost.
    files: ["src/controls/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: ["**/state/*", "**/parts/*", "**/views/*", "**/api/*"] },
      ],
    },
  },
);
