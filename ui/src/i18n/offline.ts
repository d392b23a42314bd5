import type { BookFormat, FetchPictures } from "../api/generated";
import type { Language } from "./format";

/** Pictures, the disk, corrections, taking articles along, and where today's paper ends. */
export interface OfflineWords {
  title: string;
  fetchPictures: string;
  when: Record<FetchPictures, string>;
  counted: string;
  uncounted: string;
  untold: string;
  usual: string;
  pictureShare: string;
  unlimited: string;
  held: string;
  fetchOne: string;
  fetching: string;
  picture: string;
  keep: string;
  keepForever: string;
  libraryShare: string;
  keepHint: string;
  wouldGo: string;
  nothingGoes: string;
  showThem: string;
  removeNow: string;
  removed: string;
  daily: string;
  changed: string;
  changedShort: string;
  changedAt: string;
  showChanges: string;
  hideChanges: string;
  addedWords: string;
  removedWords: string;
  schedule: string;
  scheduleAt: string;
  scheduleHint: string;
  export: string;
  which: string;
  edition: string;
  format: string;
  formats: Record<BookFormat, string>;
  saveAs: string;
  exported: string;
  readAll: string;
  left: string;
  readNext: string;
  outside: string;
}

const en: OfflineWords = {
  title: "Offline and disk",
  fetchPictures: "Fetch pictures",
  when: {
    always: "Always",
    unmetered: "Where traffic is not counted",
    saved: "Of bookmarks only",
    never: "Only when I ask for one",
  },
  counted: "The system says that the traffic of this network is counted.",
  uncounted: "The system says that the traffic of this network is not counted.",
  untold: "The system does not say whether the traffic of this network is counted; it is taken not to be.",
  usual: "As in the settings",
  pictureShare: "Pictures take at most",
  unlimited: "No limit",
  held: "Pictures take {pictures} now, the whole library {library}.",
  fetchOne: "Fetch this picture",
  fetching: "Fetching the picture…",
  picture: "Picture",
  keep: "Keep articles",
  keepForever: "For good",
  libraryShare: "The library takes at most",
  keepHint: "The oldest go first. What you bookmarked, tagged, highlighted or wrote on stays for good.",
  wouldGo: "To be removed: {articles}, about {size}. The newest of them is of {day}.",
  nothingGoes: "Nothing is to be removed now.",
  showThem: "Show which",
  removeNow: "Remove them",
  removed: "Removed: {articles}",
  daily: "While the app runs this is done once a day.",
  changed: "Changed since you read it",
  changedShort: "changed",
  changedAt: "Changed since you read it. The new text came {time}.",
  showChanges: "Show what changed",
  hideChanges: "Show the article",
  addedWords: "added:",
  removedWords: "removed:",
  schedule: "Prepare for offline every day",
  scheduleAt: "At",
  scheduleHint: "While the app runs.",
  export: "Export articles",
  which: "Which",
  edition: "Unread and bookmarked",
  format: "As",
  formats: {
    epub: "A book (EPUB)",
    markdown: "A folder of Markdown",
    html: "One page (HTML)",
    jsonfeed: "A feed (JSON Feed)",
  },
  saveAs: "Choose where…",
  exported: "{articles} written: {path}",
  readAll: "You have read today’s edition.",
  left: "Left in today’s edition: {n}",
  readNext: "Read the next",
  outside: "Unread outside the edition: {n}",
};

const ru: OfflineWords = {
  title: "Чтение без сети и место на диске",
  fetchPictures: "Загружать изображения",
  when: {
    always: "Всегда",
    unmetered: "При безлимитном подключении",
    saved: "Только для закладок",
    never: "Только по моей просьбе",
  },
  counted: "Система сообщает, что это подключение лимитное.",
  uncounted: "Система сообщает, что это подключение безлимитное.",
  untold: "Система не сообщает, лимитное ли это подключение; считается, что нет.",
  usual: "Как в настройках",
  pictureShare: "Изображения занимают не больше",
  unlimited: "Без ограничения",
  held: "Сейчас изображения занимают {pictures}, вся библиотека — {library}.",
  fetchOne: "Загрузить изображение",
  fetching: "Изображение загружается…",
  picture: "Изображение",
  keep: "Хранить статьи",
  keepForever: "Всегда",
  libraryShare: "Библиотека занимает не больше",
  keepHint: "Сначала удаляются самые старые. Закладки, метки, выделенное и заметки остаются навсегда.",
  wouldGo: "Будет удалено: {articles}, около {size}. Самая новая из них от {day}.",
  nothingGoes: "Сейчас удалять нечего.",
  showThem: "Показать список",
  removeNow: "Удалить",
  removed: "Удалено: {articles}",
  daily: "Пока программа работает, это делается раз в день.",
  changed: "Изменена после прочтения",
  changedShort: "изменена",
  changedAt: "Статья изменилась после того, как вы её прочитали. Новый текст получен {time}.",
  showChanges: "Показать изменения",
  hideChanges: "Показать статью",
  addedWords: "добавлено:",
  removedWords: "удалено:",
  schedule: "Каждый день готовить номер к чтению без сети",
  scheduleAt: "Время",
  scheduleHint: "Пока программа работает.",
  export: "Экспорт статей",
  which: "Какие",
  edition: "Непрочитанные и закладки",
  format: "Формат",
  formats: {
    epub: "Книга (EPUB)",
    markdown: "Папка с файлами Markdown",
    html: "Одна страница (HTML)",
    jsonfeed: "Лента (JSON Feed)",
  },
  saveAs: "Выбрать место…",
  exported: "Записано: {articles}. {path}",
  readAll: "Вы прочитали сегодняшний номер.",
  left: "В сегодняшнем номере осталось: {n}",
  readNext: "Читать следующую",
  outside: "Непрочитанных вне номера: {n}",
};

const kk: OfflineWords = {
  title: "Желісіз оқу және дискідегі орын",
  fetchPictures: "Суреттерді жүктеу",
  when: {
    always: "Әрқашан",
    unmetered: "Шектеусіз желіде",
    saved: "Тек бетбелгілерге",
    never: "Тек өзім сұрағанда",
  },
  counted: "Жүйенің хабарлауынша, бұл — шектеулі желі.",
  uncounted: "Жүйенің хабарлауынша, бұл — шектеусіз желі.",
  untold: "Жүйе желінің шектеулі не шектеусіз екенін хабарламайды; шектеусіз деп саналады.",
  usual: "Баптаулардағыдай",
  pictureShare: "Суреттер көлемінің шегі",
  unlimited: "Шектеусіз",
  held: "Қазір суреттердің көлемі {pictures}, бүкіл кітапхананікі {library}.",
  fetchOne: "Суретті жүктеу",
  fetching: "Сурет жүктеліп жатыр…",
  picture: "Сурет",
  keep: "Мақалаларды сақтау",
  keepForever: "Мерзімсіз",
  libraryShare: "Кітапхана көлемінің шегі",
  keepHint:
    "Алдымен ең ескілері жойылады. Бетбелгіге қосылған, тег қойылған, жері белгіленген не жазба қалдырылған мақалалар жойылмайды.",
  wouldGo: "Жойылатыны: {articles}, шамамен {size}. Ең жаңасының күні: {day}.",
  nothingGoes: "Қазір жойылатын ештеңе жоқ.",
  showThem: "Тізімін көрсету",
  removeNow: "Жою",
  removed: "Жойылды: {articles}",
  daily: "Бағдарлама қосулы тұрғанда бұл күніне бір рет орындалады.",
  changed: "Оқығаныңыздан кейін өзгерген",
  changedShort: "өзгерген",
  changedAt: "Мақала сіз оқығаннан кейін өзгерді. Жаңа мәтін келген уақыт: {time}.",
  showChanges: "Өзгерістерді көрсету",
  hideChanges: "Мақаланы көрсету",
  addedWords: "қосылған:",
  removedWords: "алынған:",
  schedule: "Күн сайын желісіз оқуға дайындау",
  scheduleAt: "Уақыты",
  scheduleHint: "Бағдарлама қосулы тұрғанда.",
  export: "Мақалаларды экспорттау",
  which: "Қайсысы",
  edition: "Оқылмағандар мен бетбелгілер",
  format: "Пішімі",
  formats: {
    epub: "Кітап (EPUB)",
    markdown: "Markdown файлдарының қалтасы",
    html: "Бір бет (HTML)",
    jsonfeed: "Жаңалық арнасы (JSON Feed)",
  },
  saveAs: "Орнын таңдау…",
  exported: "Жазылды: {articles}. {path}",
  readAll: "Бүгінгі нөмірді оқып шықтыңыз.",
  left: "Бүгінгі нөмірде қалғаны: {n}",
  readNext: "Келесісін оқу",
  outside: "Нөмірден тыс оқылмағаны: {n}",
};

export const offline: Record<Language, OfflineWords> = { en, ru, kk };
