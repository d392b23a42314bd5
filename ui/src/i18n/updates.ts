/** New versions of the app. */
import type { Language } from "./format";

export interface UpdateWords {
  title: string;
  managed: string;
  managedBy: string;
  readOnly: string;
  byHand: string;
  ask: string;
  daily: string;
  asking: string;
  askedAt: string;
  newest: string;
  from: string;
  isHere: string;
  published: string;
  whatIsNew: string;
  noNotes: string;
  install: string;
  noPackage: string;
  signed: string;
  page: string;
  skip: string;
  downloading: string;
  stop: string;
  installing: string;
  installed: string;
  restart: string;
  look: string;
  later: string;
}

const en: UpdateWords = {
  title: "New versions",
  managed: "{by} installed this app and brings its new versions ({package}). The app leaves its files alone.",
  managedBy: "{by} installed this app and brings its new versions. The app leaves its files alone.",
  readOnly: "You may not write to {folder}, so the app cannot replace itself. Whoever installed it can.",
  byHand: "On this system new versions are installed as this one was.",
  ask: "Ask now",
  daily: "Ask {host} once a day whether there is a new version",
  asking: "Asking {host}",
  askedAt: "Asked on {when}.",
  newest: "This is the newest version.",
  from: "New versions come from {host}. Nothing is downloaded before you say so.",
  isHere: "{name} {version} can be had.",
  published: "Published on {day}.",
  whatIsNew: "What is new",
  noNotes: "What is new in it is not said.",
  install: "Download and install ({size})",
  noPackage: "It has no package for this computer.",
  signed: "Only what {name} has signed is installed. You can go on reading meanwhile.",
  page: "To its page",
  skip: "Not this version",
  downloading: "Downloading: {done} of {total}",
  stop: "Stop",
  installing: "Checking the signature and installing",
  installed: "{name} {version} is installed. It opens at the next start.",
  restart: "Restart now",
  look: "Look at it",
  later: "Not now",
};

const ru: UpdateWords = {
  title: "Новые версии",
  managed: "Программу установил {by}, он же обновляет её (пакет {package}). Сама она свои файлы не трогает.",
  managedBy: "Программу установил {by}, он же обновляет её. Сама она свои файлы не трогает.",
  readOnly:
    "У вас нет права записи в {folder}, поэтому программа не может обновить себя. Это может тот, кто её установил.",
  byHand: "В этой системе новая версия ставится так же, как была поставлена эта.",
  ask: "Проверить сейчас",
  daily: "Раз в день проверять на {host}, нет ли новой версии",
  asking: "Идёт проверка на {host}",
  askedAt: "Проверено: {when}.",
  newest: "Это самая новая версия.",
  from: "Новые версии берутся с {host}. Без вашего согласия ничего не загружается.",
  isHere: "Вышла версия {name} {version}.",
  published: "Дата выпуска: {day}.",
  whatIsNew: "Что нового",
  noNotes: "Список изменений не приложен.",
  install: "Загрузить и установить ({size})",
  noPackage: "Пакета для этого компьютера в ней нет.",
  signed: "Устанавливается только то, что подписала редакция {name}. Читать можно и во время загрузки.",
  page: "Открыть страницу версии",
  skip: "Пропустить эту версию",
  downloading: "Загружено {done} из {total}",
  stop: "Остановить",
  installing: "Проверяется подпись, идёт установка",
  installed: "{name} {version}: установка завершена. Новая версия откроется при следующем запуске.",
  restart: "Перезапустить сейчас",
  look: "Посмотреть",
  later: "Не сейчас",
};

const kk: UpdateWords = {
  title: "Жаңа нұсқалар",
  managed:
    "Бағдарламаны {by} орнатқан, жаңартатын да сол ({package} дестесі). Бағдарлама өз файлдарына тиіспейді.",
  managedBy: "Бағдарламаны {by} орнатқан, жаңартатын да сол. Бағдарлама өз файлдарына тиіспейді.",
  readOnly:
    "{folder} қалтасына жазуға рұқсатыңыз жоқ, сондықтан бағдарлама өзін жаңарта алмайды. Оны орнатқан адам жаңарта алады.",
  byHand: "Бұл жүйеде жаңа нұсқа осы нұсқа қалай орнатылса, солай орнатылады.",
  ask: "Қазір тексеру",
  daily: "Жаңа нұсқаны күніне бір рет {host} сайтынан тексеру",
  asking: "{host} тексерілуде",
  askedAt: "Тексерілген уақыты: {when}.",
  newest: "Бұл — ең жаңа нұсқа.",
  from: "Жаңа нұсқалар {host} сайтынан алынады. Сіздің келісіміңізсіз ештеңе жүктелмейді.",
  isHere: "{name} {version} нұсқасы шықты.",
  published: "Шыққан күні: {day}.",
  whatIsNew: "Не жаңарды",
  noNotes: "Өзгерістер тізімі берілмеген.",
  install: "Жүктеп алып, орнату ({size})",
  noPackage: "Онда бұл компьютерге арналған десте жоқ.",
  signed: "{name} редакциясы қол қойған десте ғана орнатылады. Жүктеу кезінде оқи беруге болады.",
  page: "Нұсқа бетін ашу",
  skip: "Бұл нұсқаны өткізіп жіберу",
  downloading: "Жүктелгені: {done} / {total}",
  stop: "Тоқтату",
  installing: "Қолтаңба тексеріліп, орнатылуда",
  installed: "{name} {version} орнатылды. Жаңа нұсқа келесі іске қосқанда ашылады.",
  restart: "Қазір қайта іске қосу",
  look: "Қарау",
  later: "Қазір емес",
};

export const updates: Record<Language, UpdateWords> = { en, ru, kk };
