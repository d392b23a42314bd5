/** Rules of the house that no linter knows. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

const root = fileURLToPath(new URL(".", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).map((path) =>
  path.replaceAll("\\", "/"),
);
const read = (path: string) => readFileSync(root + path, "utf8");
const components = files.filter((path) => path.endsWith(".svelte"));

/** Markup without script, style, comments, expressions and tags: what a reader would see. */
function visibleText(source: string): string {
  let text = source.replace(/<(script|style)\b.*?<\/\1>/gs, "").replace(/<!--.*?-->/gs, "");
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(/\{[^{}]*\}/g, "");
  }
  return text.replace(/<[^>]*>/g, " ");
}

test("every word on screen comes from a catalogue", () => {
  // Names and samples of type that are the same in every language.
  const fine = /Aa|Аә|Ағаш|SQLite/g;
  for (const path of components) {
    expect(visibleText(read(path)).replace(fine, ""), path).not.toMatch(/\p{L}{2,}/u);
  }
});

test("no attribute that is read aloud is written out", () => {
  for (const path of components) {
    expect(read(path), path).not.toMatch(/\b(aria-label|title|placeholder|alt)="[^"{]*\p{L}{2,}[^"{]*"/u);
  }
});

test("nothing that the content security policy forbids", () => {
  for (const path of components) {
    expect(read(path), path).not.toMatch(/\sstyle="/);
    expect(read(path), path).not.toMatch(/\son\w+="/);
  }
  const scripts = files.filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"));
  for (const path of scripts) expect(read(path), path).not.toMatch(/\beval\(|new Function|innerHTML/);
});

test("only the api folder talks to Tauri", () => {
  for (const path of files.filter(
    (p) => /\.(ts|svelte)$/.test(p) && !p.startsWith("api/") && !p.endsWith(".test.ts"),
  )) {
    expect(read(path), path).not.toMatch(/@tauri.apps\//);
  }
});

test("one component may set HTML", () => {
  expect(components.filter((path) => read(path).includes("{@html"))).toEqual(["parts/SafeHtml.svelte"]);
});

test("files stay small", () => {
  const long = files.filter(
    (path) => /\.(ts|svelte|css)$/.test(path) && !/generated|preview\/|i18n\/(en|ru|kk)\//.test(path),
  );
  for (const path of long) expect(read(path).split("\n").length, path).toBeLessThan(420);
});
