import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "./",
  plugins: [svelte()],
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
