import type { StoryWords } from "../stories";

export const storyWords: StoryWords = {
  related: "Осы тақырыпта",
  shares: "Ортақ сөздер: {words}",
  alsoIn: "Бұл туралы тағы: {names}",
  inTheNews: "Жаңалықтарда",
  topicWhy:
    "Бүгінгі мақала: {today}, осы туралы: {articles}, дереккөз: {sources}; бұрынғы {archive} мақаладан: {before}",
  fold: "Бірнеше дереккөз жазған оқиғаны бір рет қана көрсету",
  foldHint:
    "Қалғандары соның астында тұрады. Бірі оқылса, бәрі оқылған болады; әр мақаланың бетбелгісі бөлек.",
};
