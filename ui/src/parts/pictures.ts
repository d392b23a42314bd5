import { asFailure, call } from "../api";
import { fill, i18n } from "../i18n/index.svelte";
import { keys } from "./picture-keys";

/** A picture that is not kept shows what it is of, and a way to have it now. */
export function pictures(text: HTMLElement): void {
  for (const image of text.querySelectorAll("img")) {
    const missing = () => stand(image);
    if (image.complete && image.naturalWidth === 0 && image.getAttribute("src")) missing();
    image.addEventListener("error", missing);
  }
}

/** Its words are drawn and are no text of the article, so that passages and searches count none of them. */
function stand(image: HTMLImageElement) {
  image.classList.add("missing");
  const address = image.getAttribute("src") ?? "";
  const which = keys(address);
  if (!which || image.nextElementSibling?.classList.contains("nopic")) return;
  const words = i18n.m.away;
  const of = image.alt.trim();
  const box = document.createElement("span");
  box.className = "nopic";
  box.lang = i18n.language;
  const told = document.createElement("span");
  told.setAttribute("role", "img");
  const tell = (words: string) => {
    told.dataset.words = words;
    told.setAttribute("aria-label", words);
  };
  tell(of || words.picture);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.dataset.testid = "picture-fetch";
  const offer = (words: string) => {
    button.dataset.words = words;
    button.setAttribute("aria-label", of ? `${words}: ${of}` : words);
  };
  offer(words.fetchOne);
  button.addEventListener("click", () => {
    button.disabled = true;
    offer(words.fetching);
    call("picture_fetch", which).then(
      () => {
        image.addEventListener("load", () => {
          box.remove();
          image.classList.remove("missing");
        });
        // The same address again would be answered from the web view's own memory.
        image.src = `${address.split("?")[0]}?${Date.now()}`;
      },
      (error: unknown) => {
        const failure = asFailure(error);
        tell(fill("{of}. {why}", { of: of || words.picture, why: i18n.failure(failure) }));
        button.disabled = false;
        offer(i18n.m.tryAgain);
      },
    );
  });
  box.append(told, button);
  image.after(box);
}
