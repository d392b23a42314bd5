/** The words of signing up for the newsletter. */
import type { SignUpReason, SignUpState } from "../api";
import type { Language } from "./format";

type Words =
  | "which"
  | "address"
  | "send"
  | "goesTo"
  | "privacy"
  | "consent"
  | "meant"
  | "dismiss"
  | "showBox"
  | "signUps"
  | "noSignUps"
  | "withdraw"
  | "forget"
  | "confirmed"
  | "again"
  | "page"
  | "pageHint"
  | "choose"
  | "inLanguage"
  | "anyLanguage"
  | "sends"
  | "none"
  | "on"
  | "leavePage"
  | "leaveMail"
  | "cameBack"
  | "cameBackUnknown";

export type NewsletterWords = Record<Words, string> & {
  states: Record<SignUpState, string>;
  reasons: Record<Exclude<SignUpReason, "none">, string>;
};

export const newsletter: Record<Language, NewsletterWords> = {
  en: {
    which: "Which newsletter",
    address: "Your email address",
    send: "Sign up",
    goesTo: "Your address goes to {host} ({provider}) and to nobody else.",
    privacy: "What is done with it",
    consent: "I agree to get this newsletter.",
    meant: "Did you mean {address}?",
    dismiss: "Do not show this again",
    showBox: "The newsletter’s box under articles",
    signUps: "Sign-ups for newsletters",
    noSignUps: "You have signed up for none here.",
    withdraw: "Take back",
    forget: "Forget the address",
    confirmed: "I have confirmed it",
    again: "Send again",
    page: "Newsletters",
    pageHint: "Sign up here, and read here what comes by mail.",
    choose: "Sign up for",
    inLanguage: "In",
    anyLanguage: "Any language",
    sends: "What is sent is the address and the name of the newsletter.",
    none: "{name} has no newsletter to sign up for here.",
    on: "Signed up on {date}",
    leavePage: "Unsubscribe on its page",
    leaveMail: "Each of its mails has a link that ends it.",
    cameBack: "“{list}” is confirmed.",
    cameBackUnknown: "That link belongs to no sign-up made here. Nothing was changed.",
    states: {
      queued: "Waits in the outbox and goes out as soon as it can.",
      sending: "On its way.",
      unsure: "The connection broke off: it may have arrived or not.",
      sent: "Sent. If a mail comes, follow the link in it.",
      check_inbox: "Sent. Look into your inbox: the link in the mail confirms it.",
      confirmed: "Confirmed.",
      failed: "Not taken.",
    },
    reasons: {
      offline: "There is no connection.",
      busy: "The newsletter’s server asks for patience.",
      cut_off: "Sending it again might sign you up twice, so that is up to you.",
      address: "The newsletter’s server refuses the address. {detail}",
      no_newsletter: "This newsletter is no longer where it was.",
      needs_page: "Only the newsletter’s own page can take it.",
      refused: "The newsletter’s server answered: {detail}",
      publication: "The publication does not say how to reach its newsletter.",
    },
  },
  ru: {
    which: "Какая рассылка",
    address: "Ваш адрес электронной почты",
    send: "Подписаться",
    goesTo: "Адрес получит только {host} ({provider}).",
    privacy: "Что с ним будет",
    consent: "Даю согласие на получение этой рассылки.",
    meant: "Может быть, {address}?",
    dismiss: "Больше не показывать",
    showBox: "Подписка на рассылку под статьями",
    signUps: "Подписки на рассылки",
    noSignUps: "Здесь вы ни на что не подписывались.",
    withdraw: "Отозвать",
    forget: "Забыть адрес",
    confirmed: "Отметить подтверждённой",
    again: "Отправить ещё раз",
    page: "Рассылки",
    pageHint: "Здесь можно подписаться и читать то, что приходит по почте.",
    choose: "Подписаться на",
    inLanguage: "Язык",
    anyLanguage: "Любой язык",
    sends: "Отправляются только адрес и название рассылки.",
    none: "У издания «{name}» нет рассылки, на которую можно подписаться здесь.",
    on: "Заявка от {date}",
    leavePage: "Отписаться на странице рассылки",
    leaveMail: "В каждом её письме есть ссылка для отписки.",
    cameBack: "Подписка на «{list}» подтверждена.",
    cameBackUnknown: "Эта ссылка не относится ни к одной заявке, сделанной здесь. Ничего не изменилось.",
    states: {
      queued: "Ждёт отправки и уйдёт, как только получится.",
      sending: "Отправляется.",
      unsure: "Связь оборвалась: заявка могла дойти, а могла и не дойти.",
      sent: "Отправлено. Если придёт письмо, перейдите по ссылке в нём.",
      check_inbox: "Отправлено. Проверьте почту: ссылка в письме подтверждает подписку.",
      confirmed: "Подтверждено.",
      failed: "Не принято.",
    },
    reasons: {
      offline: "Нет сети.",
      busy: "Сервер рассылки просит подождать.",
      cut_off: "Если отправить снова, заявка может прийти дважды, поэтому решать вам.",
      address: "Сервер рассылки не принимает адрес. {detail}",
      no_newsletter: "Этой рассылки на прежнем месте больше нет.",
      needs_page: "Подписаться можно только на странице рассылки.",
      refused: "Ответ сервера рассылки: {detail}",
      publication: "Издание не указало, как подписаться на рассылку.",
    },
  },
  kk: {
    which: "Қай таратылым",
    address: "Электрондық пошта мекенжайыңыз",
    send: "Жазылу",
    goesTo: "Мекенжайыңызды тек {host} ({provider}) алады.",
    privacy: "Онымен не істеледі",
    consent: "Осы таратылымды алуға келісемін.",
    meant: "{address} дегіңіз келді ме?",
    dismiss: "Енді көрсетпеу",
    showBox: "Мақала астында таратылымға жазылу орнын көрсету",
    signUps: "Таратылымдарға жазылу",
    noSignUps: "Мұнда ешқайсысына жазылған жоқсыз.",
    withdraw: "Қайтарып алу",
    forget: "Мекенжайды ұмыту",
    confirmed: "Растадым",
    again: "Қайта жіберу",
    page: "Таратылымдар",
    pageHint: "Осында жазылып, поштамен келгенін осында оқуға болады.",
    choose: "Жазылу",
    inLanguage: "Тілі",
    anyLanguage: "Кез келген тілде",
    sends: "Тек мекенжай мен таратылымның аты жіберіледі.",
    none: "«{name}» басылымында осы жерден жазылатын таратылым жоқ.",
    on: "Жазылған күні: {date}",
    leavePage: "Таратылым бетінде бас тарту",
    leaveMail: "Әр хатында бас тартуға арналған сілтеме бар.",
    cameBack: "«{list}» таратылымына жазылу расталды.",
    cameBackUnknown: "Бұл сілтеме осында жасалған ешбір өтінімге қатысты емес. Ештеңе өзгерген жоқ.",
    states: {
      queued: "Жіберуді күтіп тұр, мүмкіндік болғанда кетеді.",
      sending: "Жіберіліп жатыр.",
      unsure: "Байланыс үзіліп қалды: жеткен-жетпегені белгісіз.",
      sent: "Жіберілді. Хат келсе, ішіндегі сілтемені ашыңыз.",
      check_inbox: "Жіберілді. Поштаңызды қараңыз: хаттағы сілтеме жазылуды растайды.",
      confirmed: "Расталды.",
      failed: "Қабылданбады.",
    },
    reasons: {
      offline: "Желі жоқ.",
      busy: "Таратылым сервері күте тұруды сұрайды.",
      cut_off: "Қайта жіберілсе, екі рет жазылуы мүмкін, сондықтан өзіңіз шешесіз.",
      address: "Таратылым сервері мекенжайды қабылдамады. {detail}",
      no_newsletter: "Бұл таратылым бұрынғы орнында жоқ.",
      needs_page: "Оған тек өз бетінде жазылуға болады.",
      refused: "Таратылым серверінің жауабы: {detail}",
      publication: "Басылым таратылымына қалай жазылуға болатынын көрсетпеген.",
    },
  },
};
