/** New versions of the app. */

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
