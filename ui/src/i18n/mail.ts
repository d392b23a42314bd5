/** The words of leaving a newsletter that comes by mail. */
import type { Language } from "./format";

type Words = "leave" | "leavePage" | "question" | "yes" | "left";

export type MailWords = Record<Words, string>;

export const mail: Record<Language, MailWords> = {
  en: {
    leave: "Unsubscribe from this newsletter",
    leavePage: "Unsubscribe on its page",
    question: "{host} will be asked to end “{list}”. What you have read stays here.",
    yes: "Unsubscribe",
    left: "{host} was asked to end this newsletter.",
  },
  ru: {
    leave: "Отписаться от этой рассылки",
    leavePage: "Отписаться на её странице",
    question: "Сервер {host} получит просьбу отписать вас от «{list}». Всё прочитанное останется здесь.",
    yes: "Отписаться",
    left: "Просьба отписать вас отправлена на {host}.",
  },
  kk: {
    leave: "Бұл таратылымнан бас тарту",
    leavePage: "Оның бетінде бас тарту",
    question: "{host} серверіне «{list}» таратылымын тоқтату сұралады. Оқығаныңыз осында қалады.",
    yes: "Бас тарту",
    left: "{host} серверінен бұл таратылымды тоқтату сұралды.",
  },
};
