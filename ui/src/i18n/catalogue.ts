import type { Code, Colour, ConditionField, Effect } from "../api/generated";
import type { Command, Group } from "../state/commands";
import type { Language } from "./languages";
import type { MailWords } from "./mail";
import type { NewsletterWords } from "./newsletter";
import type { KeptWords } from "./kept";
import type { SiteWords } from "./site";
import type { OfflineWords } from "./offline";
import type { PageWords } from "./page";
import type { SearchWords } from "./search";
import type { StoryWords } from "./stories";
import type { SystemWords } from "./system";
import type { UpdateWords } from "./updates";

export type Theme = "light" | "sepia" | "dark" | "black" | "contrast" | "contrast-dark";

/** A message with a form for every plural category of its language. */
export type Plural<Form extends string> = Record<Form, string>;

type Plain =
  | "frontPage allArticles unread bookmarks sources settings latestHeadlines inBrief endOfPaper"
  | "newsletter newsletterOpen navigation desks articleList article openMenu closeMenu close"
  | "back more skipToArticles minutes position showNew minutesAgo hoursAgo now today yesterday dayAndDate"
  | "refresh refreshSource stopRefresh updatedAt neverUpdated progress refreshed nothingNew refreshStopped"
  | "offline offlineNever tryAgain noReply sourceFails failsSince details nextTry changeAddress"
  | "search clearSearch unreadOnly layoutPanes layoutLedger markAllRead"
  | "nothingToMark undo bookmarkRemoved untitled loading"
  | "emptyBookmarks emptyBookmarksHint emptyUnread emptyUnreadHint emptyList emptyListHint emptySearch"
  | "emptySearchHint backToFront showAll chooseArticle chooseArticleHint"
  | "welcome welcomeHint openPaper noSources"
  | "bookmark removeBookmark bookmarked markRead markUnread readAtSource readAtSourceSite updated"
  | "previousArticle nextArticle previous next readingOptions textSize files audio video file articleMissing"
  | "articleFailed endOfArticle bytes kilobytes megabytes pixels onDemand"
  | "addSource address addressHint folder folderHint add adding added alreadyThere suggestions addSuggestion"
  | "cancel importList exportList exported dropHere editSource edit remove removeSource removeQuestion"
  | "removeText removed name nameHint save closeFolder openFolder"
  | "general language systemLanguage theme layout panes ledger reading showHeadlines showPictures syncing"
  | "syncInterval syncAtStart about version database dataDir homePage"
  | "keys space";

type Words<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | Words<Rest> : Text;

/** The reader's tools, in files of their own. */
type ToolTexts =
  | "paletteCommands paletteArticles palettePrompt paletteAlso paletteChoose paletteOpen"
  | "highlights highlightBar highlightIn note notePrompt removeHighlight removeNote highlightRemoved noteRemoved"
  | "highlightLost emptyHighlights emptyHighlightsHint review reviewHint reviewNext colour withNotes"
  | "everything exportMarkdown asList showMore collections noCollection collectionName renameCollection"
  | "removeCollection tags tagName renameTag removeTag"
  | "welcomeStrip welcomeChoose welcomeSkip"
  | "filters filtersHint newFilter editFilter editFilterOf removeFilterOf filterRemoved filterWhen filterWhat"
  | "keywordsHint addCondition removeCondition filterThen filterUntil forGood untilDay overSince filterApply"
  | "filterPreview hidden showHidden caughtList unnamed"
  | "selection selectNone nothingChanged newFolder renameFolder removeFolder folderRemoved moveUp moveDown movedTo"
  | "keysHint keyPress keyPressFor keyChangeOf keyNone keyReset keyResetOf keyTaken keyTake keysReset";

type ToolCounts =
  | "forDays"
  | "wouldCatch"
  | "filterCaught"
  | "labelled"
  | "unlabelled"
  | "selected"
  | "markedUnread"
  | "markedSaved"
  | "markedUnsaved";

export type Tools<Form extends string = "other"> = Record<Words<ToolTexts>, string> &
  Record<ToolCounts, Plural<Form>> & {
    colours: Record<Colour, string>;
    filterFields: Record<ConditionField, string>;
    filterEffects: Record<Effect, string>;
    caughtBy: Record<Effect, string>;
  };

type Counted =
  | "articles"
  | "unreadCount"
  | "newArticles"
  | "fetching"
  | "refreshFailed"
  | "storedArticles"
  | "markedRead"
  | "undone"
  | "imported"
  | "everyMinutes"
  | "everyHours";

/** Every text of the interface. A language that lacks one does not compile. */
export type Catalogue<Form extends string = "other"> = Record<Words<Plain>, string> &
  Tools<Form> &
  Record<Counted, Plural<Form>> & {
    languages: Record<Language, string>;
    themes: Record<Theme | "system" | "sunset", string>;
    page: PageWords;
    letter: NewsletterWords;
    mail: MailWords;
    kept: KeptWords;
    site: SiteWords;
    away: OfflineWords;
    find: SearchWords;
    stories: StoryWords;
    system: SystemWords;
    updates: UpdateWords;
    keyNames: Record<Command, string>;
    keyGroups: Record<Group, string>;
    failure: Record<Code, string>;
  };

/** Any catalogue, as the lookup sees it: `other` is always there. */
export type AnyCatalogue = Catalogue<"other"> & Record<Counted | ToolCounts, Partial<Plural<string>>>;
export type CountedKey = Counted | ToolCounts;
