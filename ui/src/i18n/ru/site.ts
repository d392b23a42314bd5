import type { SiteWords } from "../site";

export const site: SiteWords = {
  offer: "И без ленты за сайтом можно следить: статьи берутся прямо с его страниц.",
  follow: "Следить за сайтом",
  following: "Читается главная страница и статьи с неё",
  followed: "Статьи берутся со страниц сайта.",
};
