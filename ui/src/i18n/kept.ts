import type { EditionStep, FeedContent, Offline } from "../api/generated";
import type { Language } from "./format";

/** What is kept to be read without a network. */
export interface KeptWords {
  savePage: string;
  savePageHint: string;
  saving: string;
  pageSaved: string;
  prepare: string;
  prepareHint: string;
  begin: string;
  again: string;
  stop: string;
  steps: Record<Exclude<EditionStep, "idle">, string>;
  report: string;
  missing: string;
  stopped: string;
  content: string;
  contents: Record<FeedContent, string>;
  offline: Record<Offline, string>;
  pageFailed: string;
}

const en: KeptWords = {
  savePage: "Save a page",
  savePageHint: "The address of any article. It is fetched and kept among the bookmarks.",
  saving: "Fetching the page…",
  pageSaved: "Bookmarked: {title}",
  prepare: "Prepare for offline",
  prepareHint: "Fetches what is new, with whole articles and their pictures.",
  begin: "Prepare",
  again: "Try again",
  stop: "Stop",
  steps: {
    sync: "Sources: {done} of {total}",
    texts: "Whole articles: {done} of {total}",
    pictures: "Articles with their pictures: {done} of {total}",
    check: "Looking at what is kept",
  },
  report: "Kept: {articles} of {allArticles} articles, {pictures} of {allPictures} pictures.",
  missing: "Missing",
  stopped: "Stopped. What was fetched is kept; the next time goes on from here.",
  content: "Text of the articles",
  contents: {
    auto: "The whole article where the source cuts it",
    feed: "What the source gives",
    full: "Always the whole article",
  },
  offline: {
    complete: "Kept with its pictures",
    text: "Text is kept, not all pictures",
    teaser: "Only the beginning is kept",
  },
  pageFailed: "The whole article could not be fetched; this is what the source gives.",
};

const ru: KeptWords = {
  savePage: "Сохранить страницу",
  savePageHint: "Адрес любой статьи. Она загрузится и останется в закладках.",
  saving: "Страница загружается…",
  pageSaved: "В закладках: {title}",
  prepare: "Подготовить к чтению без сети",
  prepareHint: "Загружает новое: статьи целиком и изображения к ним.",
  begin: "Подготовить",
  again: "Попробовать ещё раз",
  stop: "Остановить",
  steps: {
    sync: "Источники: {done} из {total}",
    texts: "Статьи целиком: {done} из {total}",
    pictures: "Статьи с изображениями: {done} из {total}",
    check: "Проверка сохранённого",
  },
  report: "Сохранено статей: {articles} из {allArticles}, изображений: {pictures} из {allPictures}.",
  missing: "Не хватает",
  stopped: "Остановлено. Загруженное сохранено, в следующий раз подготовка продолжится с этого места.",
  content: "Текст статей",
  contents: {
    auto: "Целиком, если источник даёт только начало",
    feed: "Как даёт источник",
    full: "Всегда целиком",
  },
  offline: {
    complete: "Сохранена с изображениями",
    text: "Сохранён текст, но не все изображения",
    teaser: "Сохранено только начало",
  },
  pageFailed: "Статью целиком загрузить не удалось; здесь то, что даёт источник.",
};

const kk: KeptWords = {
  savePage: "Бетті сақтау",
  savePageHint: "Кез келген мақаланың мекенжайы. Мақала жүктеліп, бетбелгілерде қалады.",
  saving: "Бет жүктеліп жатыр…",
  pageSaved: "Бетбелгілерде: {title}",
  prepare: "Желісіз оқуға дайындау",
  prepareHint: "Жаңа мақалаларды толық мәтінімен және суреттерімен жүктейді.",
  begin: "Дайындау",
  again: "Қайталап көру",
  stop: "Тоқтату",
  steps: {
    sync: "Дереккөздер: {total} ішінен {done}",
    texts: "Толық мақалалар: {total} ішінен {done}",
    pictures: "Суретті мақалалар: {total} ішінен {done}",
    check: "Не сақталғаны тексеріліп жатыр",
  },
  report: "Сақталған мақала: {articles} / {allArticles}, сурет: {pictures} / {allPictures}.",
  missing: "Жетпегені",
  stopped: "Тоқтатылды. Жүктелгені сақталды, келесіде осы жерден жалғасады.",
  content: "Мақалалардың мәтіні",
  contents: {
    auto: "Дереккөз қысқартса, толық мақала",
    feed: "Дереккөз бергендей",
    full: "Әрқашан толық мақала",
  },
  offline: {
    complete: "Суреттерімен сақталған",
    text: "Мәтіні сақталған, суреттерінің бәрі емес",
    teaser: "Тек басы сақталған",
  },
  pageFailed: "Мақаланы толық жүктеу мүмкін болмады; мұнда дереккөздің бергені ғана тұр.",
};

export const kept: Record<Language, KeptWords> = { en, ru, kk };
