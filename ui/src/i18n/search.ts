/** The words of the search page and of finding within an article. */
import type { FacetKind, QueryProblem } from "../api/generated";
import type { Operator } from "../state/complete";
import type { Language } from "./format";

type Words =
  | "searchPrompt"
  | "moreThan"
  | "notIndexed"
  | "filterList"
  | "searchStart"
  | "searchStartHint"
  | "searchNothing"
  | "searchNothingHint"
  | "didYouMean"
  | "formsFound"
  | "exactOnly"
  | "narrow"
  | "operators"
  | "operatorsExact"
  | "operatorsWithout"
  | "operatorsOr"
  | "findPrompt"
  | "findCount"
  | "findNone"
  | "findNext"
  | "findPrevious"
  | "findClose"
  | "savedSearches"
  | "saveSearch"
  | "renameSearch"
  | "removeSearch"
  | "searchRemoved"
  | "completions";

export type SearchWords = Record<Words, string> & {
  facetKinds: Record<FacetKind, string>;
  /** What an operator is called; a reader who types that is offered it. */
  operatorNames: Record<Operator, string>;
  stateNames: Record<"unread" | "read" | "saved", string>;
  facetNames: Record<"week" | "month" | "year" | "unread" | "saved", string>;
  queryProblems: Record<QueryProblem, string>;
};

export const searchWords: Record<Language, SearchWords> = {
  en: {
    savedSearches: "Saved searches",
    saveSearch: "Save this search",
    renameSearch: "Rename this search",
    removeSearch: "Remove from saved",
    searchRemoved: "Search removed: {name}",
    searchPrompt: "Search all articles",
    moreThan: "more than {n} articles",
    notIndexed: "Still being indexed: {n}",
    filterList: "Filter this list",
    searchStart: "Find any article by its words",
    searchStartHint:
      "A word is found in all its forms. Kazakh is found also without its own letters, and in Latin ones.",
    searchNothing: "Nothing was found",
    searchNothingHint: "Try fewer words, or take an operator away.",
    didYouMean: "Did you mean:",
    formsFound: "Forms of the word found:",
    exactOnly: "only the exact form",
    narrow: "Narrow the search",
    operators: "Operators",
    operatorsExact: "“exact words”",
    operatorsWithout: "-without",
    operatorsOr: "one word or the other",
    findPrompt: "Find in this article",
    findCount: "{n} of {total}",
    findNone: "Not in this article",
    findNext: "Next place",
    findPrevious: "Previous place",
    findClose: "Close",
    completions: "What may follow",
    operatorNames: {
      title: "in the title",
      author: "by an author",
      feed: "from a source",
      tag: "with a tag",
      is: "read, unread, bookmarked",
      lang: "in a language",
      after: "from a day on",
      before: "before a day",
    },
    stateNames: { unread: "not read", read: "read", saved: "bookmarked" },
    facetKinds: { language: "Language", when: "When", feed: "Where", state: "Mine" },
    facetNames: {
      week: "This week",
      month: "This month",
      year: "This year",
      unread: "Unread",
      saved: "Bookmarked",
    },
    queryProblems: {
      unknown_operator: "no such operator, searched for as words",
      bad_date: "not a date such as 2026, 2026-10 or 2026-10-31, left out",
      bad_state: "only unread, read and saved can be asked for, left out",
      no_such_feed: "no source has that in its name",
      empty: "says nothing, left out",
      open_quote: "the quote does not end",
      lone_or: "nothing to choose from, left out",
    },
  },
  ru: {
    savedSearches: "Сохранённые запросы",
    saveSearch: "Сохранить запрос",
    renameSearch: "Переименовать запрос",
    removeSearch: "Убрать из сохранённых",
    searchRemoved: "Запрос убран: {name}",
    searchPrompt: "Поиск по всем статьям",
    moreThan: "больше {n} статей",
    notIndexed: "Ещё индексируется статей: {n}",
    filterList: "Отфильтровать список",
    searchStart: "Найдите любую статью по словам из неё",
    searchStartHint:
      "Слово находится в любой форме. Казахские слова находятся и без казахских букв, и в латинице.",
    searchNothing: "Ничего не найдено",
    searchNothingHint: "Попробуйте меньше слов или уберите оператор.",
    didYouMean: "Возможно, вы имели в виду:",
    formsFound: "Найденные формы слова:",
    exactOnly: "только точная форма",
    narrow: "Сузить поиск",
    operators: "Операторы",
    operatorsExact: "«точные слова»",
    operatorsWithout: "-без слова",
    operatorsOr: "одно слово или другое",
    findPrompt: "Найти в статье",
    findCount: "{n} из {total}",
    findNone: "В статье этого нет",
    findNext: "Следующее место",
    findPrevious: "Предыдущее место",
    findClose: "Закрыть",
    completions: "Что может следовать",
    operatorNames: {
      title: "в заголовке",
      author: "автор",
      feed: "источник",
      tag: "метка",
      is: "прочитано, не прочитано, в закладках",
      lang: "язык",
      after: "начиная с дня",
      before: "до дня",
    },
    stateNames: { unread: "не прочитано", read: "прочитано", saved: "в закладках" },
    facetKinds: { language: "Язык", when: "Когда", feed: "Где", state: "Моё" },
    facetNames: {
      week: "За неделю",
      month: "За месяц",
      year: "За год",
      unread: "Непрочитанные",
      saved: "В закладках",
    },
    queryProblems: {
      unknown_operator: "такого оператора нет, ищется как обычные слова",
      bad_date: "это не дата вида 2026, 2026-10 или 2026-10-31, пропущено",
      bad_state: "можно указать только unread, read и saved, пропущено",
      no_such_feed: "нет источника с таким названием",
      empty: "ничего не указано, пропущено",
      open_quote: "кавычка не закрыта",
      lone_or: "не из чего выбирать, пропущено",
    },
  },
  kk: {
    savedSearches: "Сақталған іздеулер",
    saveSearch: "Іздеуді сақтау",
    renameSearch: "Іздеудің атын өзгерту",
    removeSearch: "Сақталғандардан алып тастау",
    searchRemoved: "Іздеу алып тасталды: {name}",
    searchPrompt: "Барлық мақаладан іздеу",
    moreThan: "{n} мақаладан көп",
    notIndexed: "Әлі индекстелмеген мақала: {n}",
    filterList: "Осы тізімнен іріктеу",
    searchStart: "Кез келген мақала сөзі арқылы табылады",
    searchStartHint:
      "Сөз барлық тұлғасында табылады. Қазақ сөздері төл әріптерінсіз де, латынша жазылса да табылады.",
    searchNothing: "Ештеңе табылмады",
    searchNothingHint: "Сөзді азайтып немесе операторды алып тастап көріңіз.",
    didYouMean: "Мүмкін, іздегеніңіз:",
    formsFound: "Сөздің табылған тұлғалары:",
    exactOnly: "тек дәл осы тұлға",
    narrow: "Іздеуді тарылту",
    operators: "Операторлар",
    operatorsExact: "«дәл осы сөздер»",
    operatorsWithout: "-бұл сөзсіз",
    operatorsOr: "екі сөздің бірі",
    findPrompt: "Мақаладан табу",
    findCount: "{n} / {total}",
    findNone: "Мақалада мұндай сөз жоқ",
    findNext: "Келесі орын",
    findPrevious: "Алдыңғы орын",
    findClose: "Жабу",
    completions: "Әрі қарай не жазуға болады",
    operatorNames: {
      title: "тақырыбында",
      author: "авторы",
      feed: "дереккөзі",
      tag: "осы тегпен",
      is: "оқылған, оқылмаған, бетбелгіде",
      lang: "тілі",
      after: "осы күннен бастап",
      before: "осы күнге дейін",
    },
    stateNames: { unread: "оқылмаған", read: "оқылған", saved: "бетбелгіде" },
    facetKinds: { language: "Тілі", when: "Уақыты", feed: "Дереккөзі", state: "Менікі" },
    facetNames: {
      week: "Осы аптада",
      month: "Осы айда",
      year: "Осы жылы",
      unread: "Оқылмаған",
      saved: "Бетбелгіде",
    },
    queryProblems: {
      unknown_operator: "мұндай оператор жоқ, сөз ретінде ізделді",
      bad_date: "2026, 2026-10 немесе 2026-10-31 түріндегі күн емес, есепке алынбады",
      bad_state: "тек unread, read және saved болады, есепке алынбады",
      no_such_feed: "атауында мұндай сөз бар дереккөз жоқ",
      empty: "ештеңе көрсетілмеген, есепке алынбады",
      open_quote: "тырнақша жабылмаған",
      lone_or: "таңдайтын нұсқа жоқ, есепке алынбады",
    },
  },
};
