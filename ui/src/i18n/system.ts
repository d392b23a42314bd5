/** The words of what lies between the paper and the computer: notifications, tray, start. */
import type { Language } from "./format";

type Words =
  | "notifications"
  | "notifyHint"
  | "notifyWords"
  | "notifySources"
  | "notifyNone"
  | "notifyAdd"
  | "notifyRemove"
  | "notifySource"
  | "quietHours"
  | "quietHint"
  | "quietFrom"
  | "quietTo"
  | "open"
  | "inSystem"
  | "badge"
  | "tray"
  | "trayMissing"
  | "stay"
  | "autostart"
  | "report"
  | "reportHint"
  | "showReport"
  | "saveReport"
  | "copied"
  | "faultAt"
  | "portable"
  | "logs"
  | "faults"
  | "licences"
  | "russianPatterns";

export type SystemWords = Record<Words, string>;

export const system: Record<Language, SystemWords> = {
  en: {
    notifications: "Notifications",
    notifyHint:
      "After a refresh in the background: of what you choose here, all of it at once, and of nothing else.",
    notifyWords: "Articles with these words",
    notifySources: "All articles of these sources",
    notifyNone: "None chosen.",
    notifyAdd: "Choose a source",
    notifyRemove: "No more notifications of {source}",
    notifySource: "Notify me of its new articles",
    quietHours: "Quiet hours",
    quietHint: "You are told of what arrives meanwhile when they are over.",
    quietFrom: "Quiet from",
    quietTo: "Quiet until",
    open: "Open",
    inSystem: "Beside the window",
    badge: "Number of unread articles in the title and on the icon",
    tray: "Icon in the tray",
    trayMissing: "This desktop shows no tray.",
    stay: "Closing the window leaves {name} in the tray",
    autostart: "Start in the background when you log in",
    report: "Fault report",
    reportHint:
      "What the app noted about itself: no words of articles, no addresses of people. Nothing is sent. Read it, and give it to whom you like.",
    showReport: "Look at the report",
    saveReport: "Save as a file",
    copied: "Copied",
    faultAt: "{name} met a fault on {when}. A report about it lies on this computer and was sent to nobody.",
    portable: "{path} (portable)",
    logs: "Log",
    faults: "Reports of faults",
    licences: "Licences",
    russianPatterns: "Hyphenation patterns for Russian",
  },
  ru: {
    notifications: "Уведомления",
    notifyHint: "После обновления в фоне: только о том, что выбрано здесь, и всё одним уведомлением.",
    notifyWords: "Статьи с этими словами",
    notifySources: "Все статьи этих источников",
    notifyNone: "Ничего не выбрано.",
    notifyAdd: "Выбрать источник",
    notifyRemove: "Не уведомлять об источнике {source}",
    notifySource: "Уведомлять о его новых статьях",
    quietHours: "Тихие часы",
    quietHint: "О том, что пришло за это время, вы узнаете, когда они закончатся.",
    quietFrom: "Тихие часы с",
    quietTo: "Тихие часы до",
    open: "Открыть",
    inSystem: "За пределами окна",
    badge: "Число непрочитанных в заголовке окна и на значке",
    tray: "Значок в области уведомлений",
    trayMissing: "В этом окружении нет области уведомлений.",
    stay: "При закрытии окна {name} остаётся в области уведомлений",
    autostart: "Запускать в фоне при входе в систему",
    report: "Отчёт о сбое",
    reportHint:
      "Что программа записала о себе самой: ни слов из статей, ни адресов людей. Никуда не отправляется. Прочтите и передайте, кому сочтёте нужным.",
    showReport: "Посмотреть отчёт",
    saveReport: "Сохранить в файл",
    copied: "Скопировано",
    faultAt:
      "{when} в программе {name} случился сбой. Отчёт о нём лежит на этом компьютере и никому не отправлен.",
    portable: "{path} (переносной режим)",
    logs: "Журнал работы",
    faults: "Отчёты о сбоях",
    licences: "Лицензии",
    russianPatterns: "Образцы переносов для русского языка",
  },
  kk: {
    notifications: "Хабарландырулар",
    notifyHint: "Фондық жаңартудан кейін: осында таңдалғаны туралы ғана, бәрі бір хабарландыруда.",
    notifyWords: "Мына сөздері бар мақалалар",
    notifySources: "Мына дереккөздердің барлық мақаласы",
    notifyNone: "Ештеңе таңдалмаған.",
    notifyAdd: "Дереккөз таңдау",
    notifyRemove: "{source} туралы хабарламау",
    notifySource: "Жаңа мақалалары туралы хабарлау",
    quietHours: "Тыныш уақыт",
    quietHint: "Осы уақытта келгені туралы ол аяқталғанда хабарланады.",
    quietFrom: "Басталуы",
    quietTo: "Аяқталуы",
    open: "Ашу",
    inSystem: "Терезеден тыс",
    badge: "Терезе тақырыбында және белгішеде оқылмағандар саны",
    tray: "Хабарландыру аймағындағы белгіше",
    trayMissing: "Бұл жұмыс үстелінде хабарландыру аймағы жоқ.",
    stay: "Терезе жабылса, {name} хабарландыру аймағында қалады",
    autostart: "Жүйеге кіргенде фонда іске қосу",
    report: "Ақау туралы есеп",
    reportHint:
      "Бағдарламаның өзі туралы жазғаны: мақала мәтіні де, адамдардың мекенжайы да жоқ. Ешқайда жіберілмейді. Оқып шығып, қалаған адамыңызға бере аласыз.",
    showReport: "Есепті қарау",
    saveReport: "Файлға сақтау",
    copied: "Көшірілді",
    faultAt:
      "{when} {name} бағдарламасында ақау болды. Ол туралы есеп осы компьютерде жатыр, ешкімге жіберілген жоқ.",
    portable: "{path} (тасымалы режим)",
    logs: "Жұмыс журналы",
    faults: "Ақаулар туралы есептер",
    licences: "Лицензиялар",
    russianPatterns: "Орыс тіліне арналған тасымал үлгілері",
  },
};
