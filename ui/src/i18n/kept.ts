import type { EditionStep, FeedContent, Offline } from "../api/generated";

/** What is kept to be read without a network. */
export interface KeptWords {
  savePage: string;
  savePageHint: string;
  saving: string;
  pageSaved: string;
  prepare: string;
  prepareHint: string;
  begin: string;
  again: string;
  stop: string;
  steps: Record<Exclude<EditionStep, "idle">, string>;
  report: string;
  missing: string;
  stopped: string;
  content: string;
  contents: Record<FeedContent, string>;
  offline: Record<Offline, string>;
  pageFailed: string;
}
