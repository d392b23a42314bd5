/** The words of the search page and of finding within an article. */
import type { FacetKind, QueryProblem } from "../api/generated";
import type { Operator } from "../state/complete";

type Words =
  | "searchPrompt"
  | "moreThan"
  | "notIndexed"
  | "filterList"
  | "searchStart"
  | "searchStartHint"
  | "searchNothing"
  | "searchNothingHint"
  | "didYouMean"
  | "formsFound"
  | "exactOnly"
  | "narrow"
  | "operators"
  | "operatorsExact"
  | "operatorsWithout"
  | "operatorsOr"
  | "findPrompt"
  | "findCount"
  | "findNone"
  | "findNext"
  | "findPrevious"
  | "findClose"
  | "savedSearches"
  | "saveSearch"
  | "renameSearch"
  | "removeSearch"
  | "searchRemoved"
  | "completions";

export type SearchWords = Record<Words, string> & {
  facetKinds: Record<FacetKind, string>;
  /** What an operator is called; a reader who types that is offered it. */
  operatorNames: Record<Operator, string>;
  stateNames: Record<"unread" | "read" | "saved", string>;
  facetNames: Record<"week" | "month" | "year" | "unread" | "saved", string>;
  queryProblems: Record<QueryProblem, string>;
};
