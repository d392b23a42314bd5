import type { BookFormat, FetchPictures } from "../api/generated";

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
