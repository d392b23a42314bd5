/** The words of newsletters that come by mail: where they are read from, and how one is left. */
import type { Language } from "./format";

type Words =
  | "leave"
  | "leavePage"
  | "question"
  | "yes"
  | "left"
  | "places"
  | "placesHint"
  | "addMailbox"
  | "mailboxIn"
  | "readNoMore"
  | "stopped"
  | "password"
  | "passwordAgain"
  | "dialog"
  | "dialogHint"
  | "server"
  | "serverHint"
  | "user"
  | "passwordHint"
  | "connect"
  | "connecting"
  | "folder"
  | "inboxHint"
  | "read"
  | "reading"
  | "brought"
  | "broughtNone"
  | "notKept"
  | "taken";

export type MailWords = Record<Words, string>;

export const mail: Record<Language, MailWords> = {
  en: {
    leave: "Unsubscribe from this newsletter",
    leavePage: "Unsubscribe on its page",
    question: "{host} will be asked to end “{list}”. What you have read stays here.",
    yes: "Unsubscribe",
    left: "{host} was asked to end this newsletter.",
    places: "Newsletters by mail",
    placesHint:
      "A folder of your mailbox is read with every refresh, and each newsletter in it becomes a source. Nothing in the mailbox is changed or marked as read. Single mails (.eml) can be dropped onto the window.",
    addMailbox: "Add a mailbox",
    mailboxIn: "{folder} of {user} at {server}",
    readNoMore: "Stop reading",
    stopped: "It is read no more. What you have read stays here.",
    password: "Password",
    passwordAgain: "Enter the password",
    dialog: "Newsletters from a mailbox",
    dialogHint: "The mailbox is only read: nothing in it is changed, moved or marked.",
    server: "Mail server (IMAP)",
    serverHint: "As your provider names it, such as imap.example.org. The connection is always encrypted.",
    user: "Name at the server, often the address",
    passwordHint:
      "It is kept in the system’s keyring and nowhere else. Many providers want a password made for one app here.",
    connect: "Show the folders",
    connecting: "Asking {server}…",
    folder: "Folder",
    inboxHint: "Of the inbox, only what names a mailing list is read, no letters.",
    read: "Read this folder",
    reading: "Reading…",
    brought: "New sources: {lists}. Articles: {n}.",
    broughtNone: "There is no newsletter in it yet. It is looked at with every refresh.",
    notKept: "The system’s keyring does not answer, so the password is forgotten when the app ends.",
    taken: "“{list}” has the mail now.",
  },
  ru: {
    leave: "Отписаться от этой рассылки",
    leavePage: "Отписаться на её странице",
    question: "Сервер {host} получит просьбу отписать вас от «{list}». Всё прочитанное останется здесь.",
    yes: "Отписаться",
    left: "Просьба отписать вас отправлена на {host}.",
    places: "Рассылки по почте",
    placesHint:
      "При каждом обновлении читается папка вашего почтового ящика, и каждая рассылка в ней становится источником. В ящике ничего не меняется и не отмечается прочитанным. Отдельные письма (.eml) можно перетащить в окно.",
    addMailbox: "Добавить почтовый ящик",
    mailboxIn: "{folder}, {user} на {server}",
    readNoMore: "Больше не читать",
    stopped: "Папка больше не читается. Всё прочитанное останется здесь.",
    password: "Пароль",
    passwordAgain: "Ввести пароль",
    dialog: "Рассылки из почтового ящика",
    dialogHint: "Ящик только читается: в нём ничего не меняется, не перемещается и не отмечается.",
    server: "Почтовый сервер (IMAP)",
    serverHint:
      "Как его называет ваша почтовая служба, например imap.example.org. Соединение всегда зашифровано.",
    user: "Имя на сервере, чаще всего адрес",
    passwordHint:
      "Хранится только в системном хранилище паролей. Многие почтовые службы требуют здесь отдельный пароль приложения.",
    connect: "Показать папки",
    connecting: "Запрос к {server}…",
    folder: "Папка",
    inboxHint: "Из входящих читается только то, что пришло из списков рассылки; личные письма не читаются.",
    read: "Читать эту папку",
    reading: "Чтение…",
    brought: "Новых источников: {lists}. Статей: {n}.",
    broughtNone: "Рассылок в ней пока нет. Она проверяется при каждом обновлении.",
    notKept: "Системное хранилище паролей не отвечает, поэтому пароль забудется при выходе из программы.",
    taken: "Письмо теперь в источнике «{list}».",
  },
  kk: {
    leave: "Бұл таратылымнан бас тарту",
    leavePage: "Оның бетінде бас тарту",
    question: "{host} серверіне «{list}» таратылымын тоқтату сұралады. Оқығаныңыз осында қалады.",
    yes: "Бас тарту",
    left: "{host} серверінен бұл таратылымды тоқтату сұралды.",
    places: "Поштамен келетін таратылымдар",
    placesHint:
      "Әр жаңарту кезінде пошта жәшігіңіздің қалтасы оқылып, ондағы әр таратылым дереккөзге айналады. Жәшікте ештеңе өзгермейді, оқылды деп белгіленбейді. Жеке хаттарды (.eml) терезеге сүйреп апаруға болады.",
    addMailbox: "Пошта жәшігін қосу",
    mailboxIn: "{folder}, {user}, {server}",
    readNoMore: "Енді оқымау",
    stopped: "Бұл қалта енді оқылмайды. Оқығаныңыз осында қалады.",
    password: "Құпиясөз",
    passwordAgain: "Құпиясөзді енгізу",
    dialog: "Пошта жәшігіндегі таратылымдар",
    dialogHint: "Жәшік тек оқылады: онда ештеңе өзгермейді, жылжымайды, белгіленбейді.",
    server: "Пошта сервері (IMAP)",
    serverHint: "Пошта қызметіңіз атайтындай, мысалы imap.example.org. Байланыс әрқашан шифрланады.",
    user: "Сервердегі атыңыз, көбіне мекенжай",
    passwordHint:
      "Тек жүйенің құпиясөз қоймасында сақталады. Көп пошта қызметі мұнда бағдарламаға арналған бөлек құпиясөз талап етеді.",
    connect: "Қалталарды көрсету",
    connecting: "{server} серверінен сұралып жатыр…",
    folder: "Қалта",
    inboxHint: "Кіріс хаттар қалтасынан тек таратылымнан келгені оқылады, жеке хаттар оқылмайды.",
    read: "Осы қалтаны оқу",
    reading: "Оқылып жатыр…",
    brought: "Жаңа дереккөз: {lists}. Мақала: {n}.",
    broughtNone: "Онда әзірге таратылым жоқ. Әр жаңарту кезінде тексеріледі.",
    notKept: "Жүйенің құпиясөз қоймасы жауап бермейді, сондықтан бағдарлама жабылғанда құпиясөз ұмытылады.",
    taken: "Хат енді «{list}» дереккөзінде.",
  },
};
