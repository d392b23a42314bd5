import type { Redline, Words } from "../generated";

const SENTENCES: Record<string, [string, string, string, string]> = {
  en: [
    "The council put ",
    "four",
    "five",
    " million into the work on the lower river, as it said on Sunday.",
  ],
  ru: [
    "На работы в низовьях реки совет выделил ",
    "четыре",
    "пять",
    " миллиона, как сообщили в воскресенье.",
  ],
  kk: [
    "Өзеннің төменгі ағысындағы жұмысқа кеңес ",
    "төрт",
    "бес",
    " миллион бөлді деп жексенбіде хабарланды.",
  ],
};

/** An article with a word put right and a paragraph put in. */
export function redline(now: number, language: string): Redline {
  const [before, old, fresh, after] = SENTENCES[language] ?? SENTENCES.en!;
  const same = (text: string): Words => ({ kind: "same", text });
  const changed: Words[] = [
    same(before),
    { kind: "removed", text: old },
    same(" "),
    { kind: "added", text: fresh },
    same(after),
  ];
  const whole = before + fresh + after;
  return {
    seen_at: now - 5400,
    title: [same(before.trim())],
    paragraphs: [
      changed,
      [same(whole)],
      [{ kind: "added", text: whole }],
      [{ kind: "removed", text: whole }],
    ],
  };
}
