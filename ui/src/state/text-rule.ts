/**
 * How articles are set, as rules of a style sheet: one for each way that was met.
 *
 * Not as the style of each article's own element: WebKit keeps what it worked out for every element under one with a
 * style of its own, and so took some 70 KB more with each article that was read.
 */
import { family, measure } from "./text";
import type { TextStyle } from "../api";

/** What a rule says. */
function declarations(style: TextStyle, language: string): string {
  return [
    `--size: ${style.size}px`,
    `--leading: ${style.line / 100}`,
    `--measure: ${measure(style, language)}`,
    `--face: ${family(style)}`,
  ].join("; ");
}

let sheet: CSSStyleSheet | undefined;
const classes = new Map<string, string>();

/** The class of what is set in this style and language. */
export function textClass(style: TextStyle, language: string): string {
  const says = declarations(style, language);
  const known = classes.get(says);
  if (known !== undefined) return known;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
  }
  const name = `set-${classes.size + 1}`;
  sheet.insertRule(`.${name} { ${says} }`, sheet.cssRules.length);
  classes.set(says, name);
  return name;
}
