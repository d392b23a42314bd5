/** The words of signing up for the newsletter. */
import type { SignUpReason, SignUpState } from "../api";

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
