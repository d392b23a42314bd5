/** The words of newsletters that come by mail: where they are read from, and how one is left. */

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
