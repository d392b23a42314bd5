import type { Language } from "./format";

/** Following a site that has no feed. */
export interface SiteWords {
  offer: string;
  follow: string;
  following: string;
  followed: string;
}

const en: SiteWords = {
  offer:
    "Without a feed the site can be followed through its front page: its articles are read from their pages.",
  follow: "Follow the site",
  following: "Reading the front page and the articles on it",
  followed: "Its articles are read from the pages of the site.",
};

const ru: SiteWords = {
  offer: "И без ленты за сайтом можно следить: статьи берутся прямо с его страниц.",
  follow: "Следить за сайтом",
  following: "Читается главная страница и статьи с неё",
  followed: "Статьи берутся со страниц сайта.",
};

const kk: SiteWords = {
  offer:
    "Жаңалық арнасы болмаса да, сайттың жаңалығын алып тұруға болады: мақалалар оның беттерінен оқылады.",
  follow: "Сайт жаңалығын алып тұру",
  following: "Басты бет пен ондағы мақалалар оқылуда",
  followed: "Мақалалар сайттың беттерінен алынады.",
};

export const site: Record<Language, SiteWords> = { en, ru, kk };
