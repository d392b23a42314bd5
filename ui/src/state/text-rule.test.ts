import { expect, test, vi } from "vitest";

const rules: string[] = [];
const adopted: unknown[] = [];
vi.stubGlobal(
  "CSSStyleSheet",
  class {
    cssRules = rules;
    insertRule(rule: string, at: number) {
      rules.splice(at, 0, rule);
    }
  },
);
vi.stubGlobal("document", { adoptedStyleSheets: adopted });

const { textClass } = await import("./text-rule");
const style = { font: "golos", size: 21, line: 150, width: 66, justify: false };

test("articles set alike share one rule, and the others have their own", () => {
  const first = textClass(style, "kk");
  expect(textClass({ ...style }, "kk")).toBe(first);
  const larger = textClass({ ...style, size: 22 }, "kk");
  expect(larger).not.toBe(first);
  expect(textClass(style, "en")).not.toBe(first);
  expect(adopted).toHaveLength(1);
  expect(rules).toHaveLength(3);
  expect(rules[0]).toBe(`.${first} { --size: 21px; --leading: 1.5; --measure: 35.64; --face: var(--sans) }`);
});
