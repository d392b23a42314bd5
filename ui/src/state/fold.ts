/**
 * Letters that people take for one another become the same, as `across` in crates/model/src/fold.rs has it, so that
 * `sy` finds Сырдария. Keeps where each letter came from, so that what was found can be shown.
 */
const LETTERS: Record<string, string> = {};
for (const [to, from] of Object.entries({
  a: "аәàáâãäåāăąǎ",
  ae: "æ",
  b: "б",
  c: "çćčĉċ",
  ch: "ч",
  d: "дďđð",
  e: "еёэєèéêëēęěė",
  f: "ф",
  g: "гғґğǵģġ",
  h: "һ",
  i: "иіїìíîïīıį",
  k: "кқҡҝķq",
  kh: "хҳ",
  l: "лłļľ",
  m: "м",
  n: "нңҥñńňņ",
  o: "оөòóôõöøōő",
  p: "п",
  r: "рřŕ",
  s: "сśș",
  sh: "шşš",
  shch: "щ",
  ss: "ß",
  t: "тťţț",
  ts: "ц",
  u: "уұүўùúûüūŭůűų",
  v: "в",
  y: "йыýÿ",
  ya: "я",
  yu: "ю",
  z: "зźżž",
  zh: "ж",
  // Soft hyphens, joiners and apostrophes.
  "": "ъь\u00ad\u200b\u200c\u200d\u2060'’‘ʼ`´",
}))
  for (const letter of from) LETTERS[letter] = to;
// The only letter whose small form is two.
LETTERS["İ"] = "i";

export interface Folded {
  text: string;
  /** Index into the text as given, of each letter here; one more at the end. */
  from: number[];
}

export function folded(text: string): Folded {
  let out = "";
  const from: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const own = text.charAt(at);
    // и and a breve that stands by itself.
    if (code === 0x306 && /и/i.test(text.charAt(at - 1))) {
      out = `${out.slice(0, -1)}y`;
      continue;
    }
    const letter = own.toLowerCase();
    const to = code >= 0x300 && code < 0x370 ? "" : (LETTERS[own] ?? LETTERS[letter] ?? letter);
    out += to;
    for (let n = 0; n < to.length; n++) from.push(at);
  }
  from.push(text.length);
  return { text: out, from };
}

export const fold = (text: string): string => folded(text).text;

const WORD = /[\p{L}\p{N}]/u;

/** The words of what somebody typed, folded. */
export function foldedWords(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** Where each word begins a word of the text: spans of the text as given, in order; null where one does not. */
export function found(text: string, words: readonly string[]): [from: number, to: number][] | null {
  const all = folded(text);
  const spans: [number, number][] = [];
  for (const word of words) {
    let at = -1;
    do at = all.text.indexOf(word, at + 1);
    while (at > 0 && WORD.test(all.text.charAt(at - 1)));
    if (at < 0) return null;
    spans.push([all.from[at]!, all.from[at + word.length - 1]! + 1]);
  }
  return spans.sort((a, b) => a[0] - b[0]);
}

/** A text in pieces, those found marked. */
export function pieces(text: string, words: readonly string[]): { text: string; hit: boolean }[] {
  const out: { text: string; hit: boolean }[] = [];
  let done = 0;
  for (const [from, to] of found(text, words) ?? []) {
    if (to <= done) continue;
    const start = Math.max(from, done);
    if (start > done) out.push({ text: text.slice(done, start), hit: false });
    out.push({ text: text.slice(start, to), hit: true });
    done = to;
  }
  if (done < text.length) out.push({ text: text.slice(done), hit: false });
  return out;
}

/** The first of what was found that the reader wrote in another alphabet, as it stands there. */
export function across(typed: string, texts: readonly string[]): string | null {
  const words = foldedWords(typed);
  // Of a single letter, many look alike in both alphabets.
  if (typed.length < 2) return null;
  for (const text of texts) {
    for (const [from, to] of found(text, words) ?? []) {
      const there = text.slice(from, to).toLowerCase();
      if (!typed.toLowerCase().includes(there)) return there;
    }
  }
  return null;
}
