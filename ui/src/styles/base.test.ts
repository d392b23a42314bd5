import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

const read = (name: string) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8");
const css = read("./base.css");

test("a page whose theme is not known yet lets the window's paper show: no light flash at night", () => {
  const rules = [...css.matchAll(/^(html[^{]*)\{([^}]*)\}/gm)];
  const painted = rules.filter(([, , body = ""]) => /^\s*background/m.test(body));
  expect(painted.map(([, selector = ""]) => selector.trim())).toEqual(["html[data-theme]"]);
});

test("on paper stands black ink whatever the theme: what says so outweighs the themes", () => {
  const [, selector = ""] = /^ {2}(html[^{,]*)\{[^}]*--ink: #000/m.exec(read("./print.css")) ?? [];
  expect(selector.trim()).toBe("html[data-theme]");
});
