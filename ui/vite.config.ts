import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** The faces that every page needs, as `state/start.svelte.ts` names them. */
const FACES = /(source-serif-4|golos-text)-(latin|cyrillic|cyrillic-ext)-(opsz|wght)-normal-[\w-]+\.woff2$/;

/** They are fetched beside the scripts, not when these ask for them. */
const preloadFaces: Plugin = {
  name: "preload-faces",
  transformIndexHtml: {
    order: "post",
    handler: (_, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((name) => FACES.test(name))
        .map((name) => ({
          tag: "link",
          attrs: { rel: "preload", as: "font", type: "font/woff2", crossorigin: true, href: `./${name}` },
          injectTo: "head" as const,
        })),
  },
};

export default defineConfig({
  base: "./",
  plugins: [svelte(), preloadFaces],
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: {
    target: ["es2022", "safari16"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The window loads from disk: one style sheet, no waterfalls.
    cssCodeSplit: false,
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
