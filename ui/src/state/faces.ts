/** The faces in which every page is set, and a letter of each of their files that the three languages need. */
const FACES = ['16px "Source Serif 4"', '16px "Golos Text"'];
const LETTERS = ["a", "Ж", "Қ"];

export const facesThere = (): boolean =>
  FACES.every((face) => LETTERS.every((letter) => document.fonts.check(face, letter)));

/**
 * The first layout waits for the faces: without them it would look through the fonts of the system for each size and
 * weight, measure rows in what it finds, and do it all again.
 */
export async function loadFaces(): Promise<void> {
  if (!("fonts" in document)) return;
  await styles();
  // A face that cannot be loaded is drawn by the next one in the list.
  await Promise.allSettled(FACES.map((face) => document.fonts.load(face, LETTERS.join(""))));
}

/** When the style sheet is there, which names the files of the faces. */
async function styles(): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>("link[rel=stylesheet]");
  if (!link || link.sheet) return;
  await new Promise((done) => {
    link.addEventListener("load", done, { once: true });
    link.addEventListener("error", done, { once: true });
  });
}
