import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

const css = readFileSync(fileURLToPath(new URL("./base.css", import.meta.url)), "utf8");

test("a page whose theme is not known yet lets the window's paper show: no light flash at night", () => {
  const rules = [...css.matchAll(/^(html[^{]*)\{([^}]*)\}/gm)];
  const painted = rules.filter(([, , body = ""]) => /^\s*background/m.test(body));
  expect(painted.map(([, selector = ""]) => selector.trim())).toEqual(["html[data-theme]"]);
});
