/** The words of reading: how the page is set, and what goes with it. */
import type { City } from "../state/evening";
import type { Language } from "./format";

type Words =
  | "font"
  | "lineHeight"
  | "lineWidth"
  | "characters"
  | "justify"
  | "onlySource"
  | "asElsewhere"
  | "dayPaper"
  | "nightPaper"
  | "nightBegins"
  | "atHours"
  | "withSun"
  | "nightFrom"
  | "nightTo"
  | "minutesLeft"
  | "backToPlace"
  | "continued"
  | "toBeginning"
  | "focus"
  | "leaveFocus"
  | "fullScreen"
  | "print"
  | "note"
  | "menuBar"
  | "menuView"
  | "menuHelp"
  | "menuEdit"
  | "quit"
  | "copy"
  | "cut"
  | "paste"
  | "selectAll"
  | "minimise";

export type PageWords = Record<Words, string> & { cities: Record<City, string> };

export const page: Record<Language, PageWords> = {
  en: {
    font: "Typeface",
    lineHeight: "Line spacing",
    lineWidth: "Line length",
    characters: "{n} characters",
    justify: "Both edges straight",
    onlySource: "Only for {source}",
    asElsewhere: "As everywhere",
    dayPaper: "Paper by day",
    nightPaper: "Paper by night",
    nightBegins: "Night falls",
    atHours: "At set hours",
    withSun: "With the sun in",
    nightFrom: "Night from",
    nightTo: "Night until",
    minutesLeft: "{n} min left",
    backToPlace: "Back to where you were",
    continued: "Opened where you left off.",
    toBeginning: "To the beginning",
    focus: "Only the article",
    leaveFocus: "Show everything again",
    fullScreen: "Full screen",
    print: "Print",
    note: "Note {n}",
    menuBar: "Menu bar in the window",
    menuView: "View",
    menuHelp: "Help",
    menuEdit: "Edit",
    quit: "Quit",
    copy: "Copy",
    cut: "Cut",
    paste: "Paste",
    selectAll: "Select all",
    minimise: "Minimise",
    cities: {
      aktau: "Aktau",
      aktobe: "Aktobe",
      almaty: "Almaty",
      astana: "Astana",
      atyrau: "Atyrau",
      karaganda: "Karaganda",
      kokshetau: "Kokshetau",
      konaev: "Konaev",
      kostanay: "Kostanay",
      kyzylorda: "Kyzylorda",
      oral: "Oral",
      oskemen: "Oskemen",
      pavlodar: "Pavlodar",
      petropavl: "Petropavl",
      semey: "Semey",
      shymkent: "Shymkent",
      taldykorgan: "Taldykorgan",
      taraz: "Taraz",
      turkistan: "Turkistan",
      zhezkazgan: "Zhezkazgan",
    },
  },
  ru: {
    font: "Шрифт",
    lineHeight: "Межстрочный интервал",
    lineWidth: "Длина строки",
    characters: "{n} зн.",
    justify: "Выравнивать по ширине",
    onlySource: "Только для источника «{source}»",
    asElsewhere: "Как везде",
    dayPaper: "Бумага днём",
    nightPaper: "Бумага ночью",
    nightBegins: "Ночь наступает",
    atHours: "В заданные часы",
    withSun: "С заходом солнца в городе",
    nightFrom: "Ночь с",
    nightTo: "Ночь до",
    minutesLeft: "осталось {n} мин",
    backToPlace: "Вернуться туда, где читали",
    continued: "Открыто там, где вы остановились.",
    toBeginning: "К началу",
    focus: "Только статья",
    leaveFocus: "Показать всё",
    fullScreen: "Во весь экран",
    print: "Печать",
    note: "Примечание {n}",
    menuBar: "Строка меню в окне",
    menuView: "Вид",
    menuHelp: "Справка",
    menuEdit: "Правка",
    quit: "Выйти",
    copy: "Копировать",
    cut: "Вырезать",
    paste: "Вставить",
    selectAll: "Выделить всё",
    minimise: "Свернуть",
    cities: {
      aktau: "Актау",
      aktobe: "Актобе",
      almaty: "Алматы",
      astana: "Астана",
      atyrau: "Атырау",
      karaganda: "Караганда",
      kokshetau: "Кокшетау",
      konaev: "Конаев",
      kostanay: "Костанай",
      kyzylorda: "Кызылорда",
      oral: "Уральск",
      oskemen: "Усть-Каменогорск",
      pavlodar: "Павлодар",
      petropavl: "Петропавловск",
      semey: "Семей",
      shymkent: "Шымкент",
      taldykorgan: "Талдыкорган",
      taraz: "Тараз",
      turkistan: "Туркестан",
      zhezkazgan: "Жезказган",
    },
  },
  kk: {
    font: "Қаріп",
    lineHeight: "Жол аралығы",
    lineWidth: "Жолдың ұзындығы",
    characters: "{n} таңба",
    justify: "Ені бойынша туралау",
    onlySource: "Тек «{source}» үшін",
    asElsewhere: "Барлық жердегідей",
    dayPaper: "Күндізгі қағаз",
    nightPaper: "Түнгі қағаз",
    nightBegins: "Түннің басталуы",
    atHours: "Белгіленген сағатта",
    withSun: "Күн батқанда",
    nightFrom: "Түннің басы",
    nightTo: "Түннің соңы",
    minutesLeft: "{n} мин қалды",
    backToPlace: "Оқып отырған жерге оралу",
    continued: "Тоқтаған жеріңізден ашылды.",
    toBeginning: "Басына өту",
    focus: "Тек мақала",
    leaveFocus: "Бәрін көрсету",
    fullScreen: "Толық экран",
    print: "Басып шығару",
    note: "{n}-ескертпе",
    menuBar: "Терезедегі мәзір жолағы",
    menuView: "Көрініс",
    menuHelp: "Анықтама",
    menuEdit: "Өңдеу",
    quit: "Шығу",
    copy: "Көшіру",
    cut: "Қиып алу",
    paste: "Қою",
    selectAll: "Бәрін бөлектеу",
    minimise: "Қайыру",
    cities: {
      aktau: "Ақтау",
      aktobe: "Ақтөбе",
      almaty: "Алматы",
      astana: "Астана",
      atyrau: "Атырау",
      karaganda: "Қарағанды",
      kokshetau: "Көкшетау",
      konaev: "Қонаев",
      kostanay: "Қостанай",
      kyzylorda: "Қызылорда",
      oral: "Орал",
      oskemen: "Өскемен",
      pavlodar: "Павлодар",
      petropavl: "Петропавл",
      semey: "Семей",
      shymkent: "Шымкент",
      taldykorgan: "Талдықорған",
      taraz: "Тараз",
      turkistan: "Түркістан",
      zhezkazgan: "Жезқазған",
    },
  },
};
