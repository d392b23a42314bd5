// Generated from crates/api by `cargo xtask bindings`. Do not edit.

/** HTML that the sanitiser made. Nothing in the UI can make one. */
export type SafeHtml = string & { readonly __safe: unique symbol };

export type Scope = { "kind": "all" } | { "kind": "unread" } | { "kind": "saved" } | { "kind": "feed", "id": string } | { "kind": "folder", "id": string } | { "kind": "tag", "id": string } | { "kind": "collection", "id": string } | { "kind": "hidden" } | { "kind": "caught", "id": string };

export type ListRequest = { 
/**
 * Which articles.
 */
scope: Scope, 
/**
 * Within the scope, unread ones only.
 */
unread_only: boolean, 
/**
 * Only articles whose title, standfirst, author or source contains these letters. Empty: all.
 */
filter: string, 
/**
 * Minutes east of UTC, for where one day ends and the next begins.
 */
utc_offset_minutes: number, 
/**
 * How many of its first rows come with it, at most 500: what a window shows at once need not be asked for.
 */
first: number, 
/**
 * The article that the reader is at or was at last, by key: the answer says where it stands.
 */
at: string | null, };

export type OpenedList = { 
/**
 * Names the list in later requests.
 */
list: number, 
/**
 * How many rows.
 */
total: number, 
/**
 * Where each day begins: index of its first row and the day as `YYYY-MM-DD`, newest first.
 */
days: Array<DayStart>, 
/**
 * Where the article that was asked for last stands, if it is in the list.
 */
selected: number | null, 
/**
 * The first rows, as many as were asked for.
 */
rows: Array<Row>, };

export type DayStart = { 
/**
 * Index into the list.
 */
index: number, 
/**
 * `YYYY-MM-DD` in the reader's time zone.
 */
day: string, };

export type RowsRequest = { 
/**
 * From [`OpenedList`].
 */
list: number, 
/**
 * Index of the first row wanted.
 */
offset: number, 
/**
 * At most 500.
 */
limit: number, };

export type UnfoldRequest = { 
/**
 * From [`OpenedList`].
 */
list: number, 
/**
 * Index of the row that others stand under, or of one of these.
 */
index: number, };

export type Unfolded = { 
/**
 * Names the list in later requests.
 */
list: number, 
/**
 * How many rows.
 */
total: number, 
/**
 * As in [`OpenedList`].
 */
days: Array<DayStart>, 
/**
 * Index of the row that the others stand under.
 */
index: number, 
/**
 * How many stand under it.
 */
under: number, 
/**
 * Whether these are rows now.
 */
open: boolean, };

export type Told = { 
/**
 * The article's key.
 */
id: string, 
/**
 * Text.
 */
source: string, 
/**
 * Text; may be empty.
 */
title: string, 
/**
 * BCP 47 of the article.
 */
language: string, 
/**
 * As in [`Row`].
 */
time: number, };

export type TitlesRequest = { 
/**
 * Each word begins a word of the title; Cyrillic and Latin find each other.
 */
text: string, 
/**
 * At most this many, and at most 50.
 */
limit: number, };

export type SearchRequest = { 
/**
 * As typed.
 */
query: string, 
/**
 * How far whoever asks has come.
 */
stage: SearchStage, 
/**
 * At most so many articles.
 */
limit: number, 
/**
 * Minutes east of UTC, for where a day begins.
 */
utc_offset_minutes: number, };

export type SearchStage = "key" | "pause" | "done";

export type SearchAnswer = { 
/**
 * Ended for a newer one; the rest is empty.
 */
ended: boolean, 
/**
 * The query piece by piece; together they are what was typed.
 */
parts: Array<QueryPart>, 
/**
 * The best first.
 */
results: Array<SearchResult>, 
/**
 * How many there are.
 */
total: number, 
/**
 * There are more than `total`, which was not counted out.
 */
more: boolean, 
/**
 * Time was up before the next key: there may be older ones that no one looked at.
 */
unfinished: boolean, 
/**
 * In which forms the words were found.
 */
forms: Array<string>, 
/**
 * Where nothing was found and nobody types: a query that finds something.
 */
suggestion: string | null, 
/**
 * What would narrow the search, counted.
 */
facets: Array<Facet>, 
/**
 * Articles that are not in the index yet.
 */
unindexed: number, };

export type SavedSearch = { 
/**
 * Its key.
 */
id: string, 
/**
 * What the reader calls it.
 */
name: string, 
/**
 * As typed.
 */
query: string, 
/**
 * How many unread articles it finds.
 */
unread: number, };

export type SaveSearchRequest = { 
/**
 * Which; null makes a new one.
 */
id: string | null, 
/**
 * Text; empty: the query is its name.
 */
name: string, 
/**
 * As typed.
 */
query: string, };

export type QueryPart = { 
/**
 * As typed, spaces included.
 */
text: string, 
/**
 * Understood as an operator.
 */
operator: boolean, 
/**
 * Why it does not do what it looks like; null where it does.
 */
problem: QueryProblem | null, };

export type QueryProblem = "unknown_operator" | "bad_date" | "bad_state" | "no_such_feed" | "empty" | "open_quote" | "lone_or";

export type SearchResult = { 
/**
 * As in lists.
 */
row: Row, 
/**
 * The title in pieces.
 */
title: Array<Piece>, 
/**
 * Where the words stand, in pieces.
 */
snippet: Array<Piece>, 
/**
 * How well it fits; higher is better, and comparable within one search only.
 */
score: number, };

export type RelatedArticle = { 
/**
 * As in lists.
 */
row: Row, 
/**
 * The words that both have and few others, the weightiest first, as they stand in the other one.
 */
why: Array<string>, };

export type Topic = { 
/**
 * Text: the name.
 */
name: string, 
/**
 * What to search for.
 */
query: string, 
/**
 * BCP 47 of most articles that name it.
 */
language: string, 
/**
 * So many of today's articles speak of it; a story that several sources tell counts once.
 */
articles: number, 
/**
 * Today's articles.
 */
today: number, 
/**
 * In so many sources.
 */
sources: number, 
/**
 * So many older ones speak of it.
 */
before: number, 
/**
 * Older ones.
 */
archive: number, };

export type Piece = { 
/**
 * Text.
 */
text: string, 
/**
 * A word that was searched for.
 */
hit: boolean, };

export type FacetKind = "language" | "when" | "feed" | "state";

export type Facet = { 
/**
 * Which.
 */
kind: FacetKind, 
/**
 * What it is called where it has a name of its own (a source), else what it stands for: a language, `week`, `month`,
 * `year`, `unread`, `saved`.
 */
name: string, 
/**
 * The operator that does it, e.g. `lang:kk`.
 */
operator: string, 
/**
 * How many articles it would leave.
 */
count: number, 
/**
 * It stands in the query already.
 */
active: boolean, };

export type Row = { 
/**
 * The article's key.
 */
id: string, 
/**
 * The feed's key.
 */
feed: string, 
/**
 * Text.
 */
source: string, 
/**
 * Text; may be empty, then the standfirst stands for it.
 */
title: string, 
/**
 * Text: the teaser, cut to a few lines.
 */
standfirst: string, 
/**
 * Text; may be empty.
 */
author: string, 
/**
 * BCP 47 of the article.
 */
language: string, 
/**
 * Seconds since 1970 in UTC: published, else first seen.
 */
time: number, 
/**
 * Minutes that reading takes, at least 1.
 */
minutes: number, 
/**
 * An address in the app's own picture scheme, or null.
 */
picture: string | null, 
/**
 * First of the item's tags or the feed's folder: the section it belongs to. May be empty.
 */
section: string, 
/**
 * Read.
 */
read: boolean, 
/**
 * Bookmarked.
 */
saved: boolean, 
/**
 * A filter makes it stand out.
 */
important: boolean, 
/**
 * Its words changed since the reader read them.
 */
changed: boolean, 
/**
 * Others of this list that tell the same story, in the order in which they told it.
 */
also: Array<Told>, 
/**
 * It stands under the first to tell its story.
 */
under: boolean, };

export type Article = { 
/**
 * How much of it is kept.
 */
offline: Offline, 
/**
 * Why its page could not be had, in English; null where it was not asked for or is there.
 */
page_failure: string | null, 
/**
 * What its row in a list says.
 */
row: Row, 
/**
 * `ltr` or `rtl`.
 */
direction: string, 
/**
 * Text: all authors.
 */
byline: string, 
/**
 * Text: the standfirst where it is not merely the body's beginning, else empty.
 */
lead: string, 
/**
 * The body, sanitised for the window.
 */
body: SafeHtml, 
/**
 * The author's footnote ("* … is the director of …") taken off the body's end, sanitised; null if none.
 */
footnote: SafeHtml | null, 
/**
 * Where it was published, http(s); null where the feed gave none.
 */
url: string | null, 
/**
 * The site of its source; null where the feed gave none.
 */
site_url: string | null, 
/**
 * Audio and other files that belong to it.
 */
enclosures: Array<Attachment>, 
/**
 * Changed at its source after it was first stored.
 */
updated: boolean, 
/**
 * How far the reader got last time, 0 to 1.
 */
position: number, 
/**
 * Text.
 */
tags: Array<string>, };

export type Offline = "complete" | "text" | "teaser";

export type Attachment = { 
/**
 * http(s).
 */
url: string, 
/**
 * Media type; may be empty.
 */
mime_type: string, 
/**
 * Text; may be empty.
 */
title: string, 
/**
 * In bytes.
 */
size: number | null, 
/**
 * In seconds.
 */
duration: number | null, };

export type Change = "read" | "unread" | "saved" | "unsaved";

export type Target = { "kind": "articles", 
/**
 * Keys.
 */
ids: Array<string>, } | { "kind": "rows", 
/**
 * From [`OpenedList`].
 */
list: number, 
/**
 * First index.
 */
from: number, 
/**
 * One past the last.
 */
to: number, } | { "kind": "scope", 
/**
 * Which.
 */
scope: Scope, };

export type MarkRequest = { 
/**
 * Which articles.
 */
target: Target, 
/**
 * What to do.
 */
change: Change, };

export type Marked = { 
/**
 * Names the change for `undo`; null where nothing changed.
 */
action: number | null, 
/**
 * How many articles it changed.
 */
changed: number, };

export type Annotation = { 
/**
 * Names it.
 */
id: string, 
/**
 * The article's key.
 */
article: string, 
/**
 * Text that was highlighted; empty for a note on the whole article.
 */
quote: string, 
/**
 * Text before it (W3C Web Annotation, TextQuoteSelector).
 */
prefix: string, 
/**
 * Text after it.
 */
suffix: string, 
/**
 * What colour.
 */
colour: Colour, 
/**
 * Text; may be empty.
 */
note: string, 
/**
 * When it was made, seconds since 1970 in UTC.
 */
made: number, 
/**
 * The article changed, and the quote is no longer in it.
 */
orphaned: boolean, };

export type Colour = "ochre" | "leaf" | "lake" | "rose";

export type AnnotateRequest = { 
/**
 * Which; null makes a new one.
 */
id: string | null, 
/**
 * The article's key.
 */
article: string, 
/**
 * As in [`Annotation`].
 */
quote: string, 
/**
 * As in [`Annotation`].
 */
prefix: string, 
/**
 * As in [`Annotation`].
 */
suffix: string, 
/**
 * What colour.
 */
colour: Colour, 
/**
 * Text; may be empty.
 */
note: string, };

export type Annotated = { 
/**
 * Names the change for `undo`; null where nothing changed.
 */
action: number | null, 
/**
 * As it is now.
 */
annotation: Annotation, };

export type OwnMarks = { 
/**
 * Highlights and notes in the order in which they were made.
 */
annotations: Array<Annotation>, 
/**
 * Names of its collections.
 */
collections: Array<string>, 
/**
 * The reader's own tags.
 */
tags: Array<string>, 
/**
 * The filters that caught it.
 */
caught: Array<CaughtBy>, };

export type Label = { 
/**
 * Text.
 */
name: string, 
/**
 * How many articles have it.
 */
count: number, };

export type LabelKind = "collection" | "tag";

export type LabelRequest = { 
/**
 * Which articles.
 */
target: Target, 
/**
 * What for.
 */
kind: LabelKind, 
/**
 * Text.
 */
name: string, 
/**
 * Put on, or taken off.
 */
on: boolean, };

export type RenameLabelRequest = { 
/**
 * What for.
 */
kind: LabelKind, 
/**
 * The name now.
 */
from: string, 
/**
 * The new name; null takes it off.
 */
to: string | null, };

export type BookmarksRequest = { 
/**
 * Which of them.
 */
part: BookmarksPart, 
/**
 * The first wanted.
 */
offset: number, 
/**
 * At most 100.
 */
limit: number, };

export type BookmarksPart = { "kind": "all" } | { "kind": "collection", "name": string } | { "kind": "loose" };

export type Bookmarks = { 
/**
 * All bookmarks.
 */
all: number, 
/**
 * Those of no collection.
 */
loose: number, 
/**
 * The collections by name.
 */
collections: Array<Label>, 
/**
 * How many there are in the part that was asked for.
 */
total: number, 
/**
 * Newest articles first.
 */
entries: Array<Bookmark>, };

export type Bookmark = { 
/**
 * The article.
 */
row: Row, 
/**
 * Highlights and notes on it.
 */
annotations: Array<Annotation>, 
/**
 * Its collections.
 */
collections: Array<string>, };

export type Passage = { 
/**
 * The article.
 */
row: Row, 
/**
 * The highlight or note.
 */
annotation: Annotation, };

export type Highlights = { 
/**
 * Some that the reader has not met for the longest time.
 */
review: Array<Passage>, 
/**
 * All, the newest first.
 */
all: Array<Passage>, };

export type ConditionField = "keyword" | "author" | "feed" | "tag" | "pattern";

export type Condition = { 
/**
 * What it looks at.
 */
field: ConditionField, 
/**
 * What has to be there. Text.
 */
value: string, };

export type Effect = "mute" | "read" | "save" | "important";

export type Filter = { 
/**
 * Names it.
 */
id: string, 
/**
 * Text; may be empty.
 */
name: string, 
/**
 * All of them have to hold.
 */
conditions: Array<Condition>, 
/**
 * What it does.
 */
effect: Effect, 
/**
 * Until when, seconds since 1970 in UTC; null for good.
 */
expires: number | null, 
/**
 * In force; false where its time is over.
 */
active: boolean, 
/**
 * How many articles it caught.
 */
caught: number, };

export type FilterDraft = { 
/**
 * Which; null makes a new one.
 */
id: string | null, 
/**
 * Text; may be empty.
 */
name: string, 
/**
 * All of them have to hold.
 */
conditions: Array<Condition>, 
/**
 * What it does.
 */
effect: Effect, 
/**
 * Until when, seconds since 1970 in UTC; null for good.
 */
expires: number | null, 
/**
 * Marks what is there already as well. What is muted or important is so in any case.
 */
apply: boolean, };

export type FilterPreview = { 
/**
 * How many articles.
 */
total: number, 
/**
 * The newest of them.
 */
rows: Array<Row>, };

export type FilterSaved = { 
/**
 * Names it.
 */
id: string, 
/**
 * How many articles it caught among those that are there.
 */
caught: number, 
/**
 * Names what it marked, for `undo`; null where it marked nothing.
 */
action: number | null, };

export type CaughtBy = { 
/**
 * The filter.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it does.
 */
effect: Effect, };

export type FrontPage = { 
/**
 * The first story, null where the library is empty.
 */
lead: Row | null, 
/**
 * Up to six stories under it.
 */
features: Array<Row>, 
/**
 * Named desks with up to four stories each.
 */
desks: Array<Desk>, 
/**
 * Short items for "In brief".
 */
briefs: Array<Row>, 
/**
 * The latest headlines of all sources, up to fifty.
 */
headlines: Array<Row>, 
/**
 * Articles on this page.
 */
total: number, 
/**
 * Of these unread.
 */
unread: number, };

export type Desk = { 
/**
 * Text: a section or a source.
 */
name: string, 
/**
 * How many new articles it has in all.
 */
total: number, 
/**
 * The first few.
 */
rows: Array<Row>, };

export type PositionRequest = { 
/**
 * The article's key.
 */
id: string, 
/**
 * 0 at the top, 1 at the end.
 */
position: number, };

export type Sources = { 
/**
 * Rows of the list of all: articles, or where each story is shown once, what is told.
 */
all: number, 
/**
 * Of these the unread.
 */
unread: number, 
/**
 * Folders whose lists are shorter than their sources have articles, for a story is shown once.
 */
folded: Array<FoldedFolder>, 
/**
 * Bookmarked ones.
 */
saved: number, 
/**
 * Articles that filters hide.
 */
hidden: number, 
/**
 * Highlights and notes.
 */
highlights: number, 
/**
 * The reader's own tags by name.
 */
tags: Array<Label>, 
/**
 * Folders in the reader's order; one may be empty.
 */
folders: Array<string>, 
/**
 * Subscriptions, in the reader's order: those outside folders first, then folder by folder.
 */
feeds: Array<Feed>, 
/**
 * When a sync last ended, seconds since 1970 in UTC.
 */
synced_at: number | null, };

export type Counts = { 
/**
 * As in [`Sources`].
 */
all: number, 
/**
 * As in [`Sources`].
 */
unread: number, 
/**
 * As in [`Sources`].
 */
folded: Array<FoldedFolder>, 
/**
 * Bookmarked ones.
 */
saved: number, 
/**
 * How many unread articles each subscription has that has some.
 */
feeds: Array<FeedUnread>, };

export type FeedUnread = { 
/**
 * Its key.
 */
id: string, 
/**
 * Not 0.
 */
unread: number, };

export type FoldedFolder = { 
/**
 * The folder.
 */
name: string, 
/**
 * The list of all in it.
 */
all: number, 
/**
 * The list of the unread in it.
 */
unread: number, };

export type Feed = { 
/**
 * Its key.
 */
id: string, 
/**
 * Where it is fetched from now (after permanent redirects).
 */
url: string, 
/**
 * Text.
 */
title: string, 
/**
 * The site it belongs to.
 */
site_url: string | null, 
/**
 * Text; null outside any folder.
 */
folder: string | null, 
/**
 * Which text of its articles is shown.
 */
content: FeedContent, 
/**
 * It has no feed: `url` is a front page, and its articles are read from their pages.
 */
site: boolean, 
/**
 * When their pictures are fetched; null: as the settings say.
 */
pictures: FetchPictures | null, 
/**
 * Unread articles.
 */
unread: number, 
/**
 * All its articles.
 */
total: number, 
/**
 * Why the last sync of it failed; null where it did not.
 */
error: Failure | null, 
/**
 * Since when it fails, seconds since 1970 in UTC.
 */
failing_since: number | null, 
/**
 * When it is tried again at the earliest, seconds since 1970 in UTC.
 */
next_try: number | null, 
/**
 * When it last answered, seconds since 1970 in UTC.
 */
synced_at: number | null, };

export type Arrangement = { 
/**
 * Names of folders in their order.
 */
folders: Array<string>, 
/**
 * Sources in their order.
 */
feeds: Array<ArrangedFeed>, };

export type ArrangedFeed = { 
/**
 * Its key.
 */
id: string, 
/**
 * Its folder; null for none.
 */
folder: string | null, };

export type AddedFeed = { 
/**
 * Its key.
 */
id: string, 
/**
 * Where it is fetched from.
 */
url: string, 
/**
 * Text.
 */
title: string, 
/**
 * How many articles it brought.
 */
items: number, 
/**
 * It was there before.
 */
already: boolean, };

export type AddFeedRequest = { 
/**
 * The address of a feed or of a site, as people type it (`https://` may be missing).
 */
address: string, 
/**
 * Text; null for none.
 */
folder: string | null, };

export type EditFeedRequest = { 
/**
 * Its key.
 */
id: string, 
/**
 * The reader's own name for it; empty: the feed's own again.
 */
title?: string, 
/**
 * A folder; empty: none.
 */
folder?: string, 
/**
 * A new address, fetched from the next sync on.
 */
address?: string, 
/**
 * Which text of its articles is shown.
 */
content?: FeedContent, 
/**
 * When the pictures of its articles are fetched.
 */
pictures?: FeedPictures, };

export type FeedContent = "auto" | "feed" | "full";

export type FeedPictures = "usual" | "always" | "unmetered" | "saved" | "never";

export type FetchPictures = "always" | "unmetered" | "saved" | "never";

export type PictureRequest = { 
/**
 * The article's key.
 */
article: string, 
/**
 * The picture's key.
 */
picture: string, };

export type Holdings = { 
/**
 * Bytes that pictures take.
 */
picture_bytes: number, 
/**
 * Bytes that the library takes, its pictures among them.
 */
library_bytes: number, 
/**
 * Whether the system counts this network's traffic; null where it does not say.
 */
metered: boolean | null, };

export type Wording = "same" | "added" | "removed";

export type Words = { 
/**
 * What happened to them.
 */
kind: Wording, 
/**
 * Text.
 */
text: string, };

export type Redline = { 
/**
 * When the present text came, seconds since 1970 in UTC.
 */
seen_at: number, 
/**
 * The headline.
 */
title: Array<Words>, 
/**
 * The text by paragraphs.
 */
paragraphs: Array<Array<Words>>, };

export type RetentionRule = { 
/**
 * Those that came longer ago; 0: age does not count.
 */
days: number, 
/**
 * The oldest, until the library takes no more, in megabytes; 0: its size does not count.
 */
megabytes: number, };

export type RetentionPreview = { 
/**
 * How many articles.
 */
articles: number, 
/**
 * What they take, about.
 */
bytes: number, 
/**
 * When the newest of them came, seconds since 1970 in UTC.
 */
newest: number | null, 
/**
 * The newest of them.
 */
rows: Array<Row>, };

export type BookFormat = "epub" | "markdown" | "html" | "jsonfeed";

export type BookRequest = { 
/**
 * As what.
 */
format: BookFormat, 
/**
 * Bookmarks alone; else what is unread or bookmarked.
 */
saved: boolean, };

export type BookWritten = { 
/**
 * The file or folder.
 */
path: string, 
/**
 * How many.
 */
articles: number, };

export type NetworkState = { 
/**
 * There is one; null where the system does not say.
 */
connected: boolean | null, };

export type SavePageRequest = { 
/**
 * Its address, as people type it.
 */
address: string, };

export type SavedPage = { 
/**
 * The article's key.
 */
id: string, 
/**
 * Where it was found.
 */
url: string, 
/**
 * Text.
 */
title: string, };

export type Count = { 
/**
 * Had.
 */
done: number, 
/**
 * Of these.
 */
total: number, };

export type Missing = { 
/**
 * The page or the picture.
 */
url: string, 
/**
 * One line of English.
 */
why: string, };

export type EditionReport = { 
/**
 * Articles whose whole text is kept.
 */
articles: Count, 
/**
 * Pictures that are kept.
 */
pictures: Count, 
/**
 * What is missing, and why.
 */
failed: Array<Missing>, 
/**
 * How long it took.
 */
seconds: number, };

export type EditionStep = "idle" | "sync" | "texts" | "pictures" | "check";

export type EditionProgress = { 
/**
 * What is being done.
 */
step: EditionStep, 
/**
 * How far that is.
 */
count: Count, 
/**
 * The reader stopped it.
 */
cancelled: boolean, 
/**
 * What came of it; null before the end.
 */
report: EditionReport | null, };

export type ArticleVersion = { 
/**
 * Since when it was seen, RFC 3339.
 */
seen_at: string, 
/**
 * Text.
 */
title: string, 
/**
 * The body as text.
 */
content_text: string, };

export type History = { 
/**
 * Oldest first; the last is the present one.
 */
versions: Array<ArticleVersion>, };

export type Imported = { 
/**
 * New subscriptions.
 */
added: number, 
/**
 * Those that were there before.
 */
already: number, 
/**
 * Outlines whose address is none.
 */
invalid: number, };

export type SyncRequest = { 
/**
 * One feed by key; null: all.
 */
feed: string | null, };

export type SyncProgress = { 
/**
 * True until the last one.
 */
running: boolean, 
/**
 * Feeds done.
 */
done: number, 
/**
 * Feeds in this sync.
 */
total: number, 
/**
 * New articles so far.
 */
new: number, 
/**
 * Changed articles so far.
 */
updated: number, 
/**
 * Feeds that failed so far.
 */
failed: number, 
/**
 * No feed answered and each failed for want of a network.
 */
offline: boolean, 
/**
 * The reader stopped it.
 */
cancelled: boolean, };

export type Failure = { 
/**
 * Chooses the sentence.
 */
code: Code, 
/**
 * To what it happened: an address, a feed, a file. Text.
 */
subject: string, 
/**
 * A number or name that the sentence needs (an HTTP status, a limit). Text; may be empty.
 */
detail: string, 
/**
 * One line of English.
 */
message: string, };

export type Code = "bad_address" | "unreachable" | "timed_out" | "tls" | "http_status" | "gone" | "too_many_requests" | "forbidden" | "redirect_loop" | "too_large" | "truncated" | "address_not_allowed" | "not_a_feed" | "no_article" | "no_feed_found" | "not_welcome" | "no_articles_linked" | "bad_mail_address" | "consent_needed" | "no_newsletter" | "already_sent" | "bad_mailbox" | "mail_password" | "mail_password_needed" | "mail_folder" | "mail_refused" | "not_a_mail" | "not_opml" | "already_there" | "not_found" | "newer_library" | "disk_full" | "damaged_text" | "library" | "file" | "bad_pattern" | "not_genuine" | "older_release" | "does_not_run" | "bad_request";

export type Settings = { 
/**
 * `en`, `ru`, `kk`, or `system`.
 */
language: string, 
/**
 * `light`, `sepia`, `dark`, `black`, `contrast`, `contrast-dark`, or by day and night: `system` (as the
 * system says) and `sunset` (as the hour says).
 */
theme: string, 
/**
 * The paper by day, where `theme` follows the system or the hour.
 */
day_theme: string, 
/**
 * The paper by night.
 */
night_theme: string, 
/**
 * Where the sun is asked for: a city's name in lower case. Empty: `night_from` and `night_to` say.
 */
night_place: string, 
/**
 * `HH:MM`, by the reader's clock.
 */
night_from: string, 
/**
 * `HH:MM`.
 */
night_to: string, 
/**
 * How the articles list looks.
 */
layout: Layout, 
/**
 * Minutes between syncs; 0: on demand only.
 */
sync_minutes: number, 
/**
 * Sync when the app starts.
 */
sync_at_start: boolean, 
/**
 * Body size in px, 15 to 28.
 */
text_size: number, 
/**
 * The face of articles: `serif` (Source Serif), `literata` or `golos`.
 */
text_font: string, 
/**
 * Height of a line in percent of the size, 120 to 200.
 */
text_line: number, 
/**
 * Characters on a line, 45 to 90.
 */
text_width: number, 
/**
 * Sets articles to both margins.
 */
justify: boolean, 
/**
 * Feeds whose articles are set their own way, by key.
 */
text_by_feed: { [key in string]: TextStyle }, 
/**
 * Shows a menu bar in the window (macOS always has one).
 */
menu_bar: boolean, 
/**
 * Shows the rail of latest headlines on the front page.
 */
headlines: boolean, 
/**
 * Shows the box to sign up for the newsletter under articles and on the front page.
 */
newsletter: boolean, 
/**
 * Shows pictures; where not, none is fetched either.
 */
pictures: boolean, 
/**
 * When they are fetched: after a sync, and what is missing when an article is opened.
 */
fetch_pictures: FetchPictures, 
/**
 * No picture is fetched after a sync when all together take this much, in megabytes; 0: no bound.
 */
picture_megabytes: number, 
/**
 * Articles go when they came longer ago, in days; 0: never. What the reader bookmarked, tagged or wrote on stays.
 */
keep_days: number, 
/**
 * The oldest articles go when the library takes more, in megabytes; 0: never.
 */
keep_megabytes: number, 
/**
 * `HH:MM` by the reader's clock, when an edition is prepared every day; empty: on demand only.
 */
edition_at: string, 
/**
 * Shows the number of unread articles in the window's title and on the icon in dock, launcher or task bar.
 */
badge: boolean, 
/**
 * Shows an icon in the tray.
 */
tray: boolean, 
/**
 * Closing the window leaves the app in the tray.
 */
stay_in_tray: boolean, 
/**
 * What the reader is notified of.
 */
notifications: Notifications, 
/**
 * A story that several sources tell is shown once, the others under the first.
 */
fold_stories: boolean, 
/**
 * Asks once a day whether there is a new version of the app, where the publication names a place for them.
 */
ask_for_updates: boolean, 
/**
 * The choices of the first start were made, or put aside.
 */
welcomed: boolean, 
/**
 * Keys that the reader gave to commands, by the command's name: each as the window writes it (`Shift+a`,
 * `g h`). A command that is not here has its usual keys, one with an empty list has none.
 */
keys: { [key in string]: Array<string> }, };

export type Notifications = { 
/**
 * Sources all of whose new articles are told of, by key.
 */
feeds: Array<string>, 
/**
 * Words or phrases, commas between them, looked for as filters do: in title and first lines.
 */
words: string, 
/**
 * Nothing is shown during the quiet hours; what came meanwhile is told of when they are over.
 */
quiet: boolean, 
/**
 * `HH:MM`, by the reader's clock.
 */
quiet_from: string, 
/**
 * `HH:MM`.
 */
quiet_to: string, };

export type NoticesRequest = { 
/**
 * Minutes since midnight by the reader's clock.
 */
minute: number, 
/**
 * The reader looks at the window: what arrived is seen there.
 */
watching: boolean, };

export type Notice = { 
/**
 * How many articles.
 */
total: number, 
/**
 * The first few of them, the newest first.
 */
rows: Array<Row>, };

export type NoticeWords = { 
/**
 * Text.
 */
title: string, 
/**
 * Text.
 */
body: string, 
/**
 * What a click does.
 */
open: string, 
/**
 * The article that it opens, by key; null: the unread ones.
 */
article: string | null, };

export type Presence = { 
/**
 * The window's title.
 */
title: string, 
/**
 * The number on the icon in dock, launcher or task bar; null for none.
 */
badge: number | null, 
/**
 * The icon in the tray; null for none.
 */
tray: TrayWords | null, 
/**
 * Closing the window leaves the app in the tray, where that can be seen.
 */
stay: boolean, };

export type TrayWords = { 
/**
 * What stands beside the pointer.
 */
tip: string, 
/**
 * How many articles are unread, which a mark on it tells from none; null for no mark.
 */
number: number | null, 
/**
 * “Open”.
 */
open: string, 
/**
 * “Unread”.
 */
unread: string, 
/**
 * “Refresh”.
 */
refresh: string, 
/**
 * “Quit”.
 */
quit: string, };

export type Report = { 
/**
 * All of it, as it would be given.
 */
text: string, };

export type Fault = { 
/**
 * When, seconds since 1970 in UTC.
 */
at: number, };

export type TextStyle = { 
/**
 * As [`Settings::text_font`].
 */
font: string, 
/**
 * As [`Settings::text_size`].
 */
size: number, 
/**
 * As [`Settings::text_line`].
 */
line: number, 
/**
 * As [`Settings::text_width`].
 */
width: number, 
/**
 * As [`Settings::justify`].
 */
justify: boolean, };

export type MenuBar = { 
/**
 * Whether there is one; macOS shows it in any case.
 */
shown: boolean, 
/**
 * From left to right.
 */
menus: Array<Menu>, };

export type Menu = { 
/**
 * Its title.
 */
title: string, 
/**
 * From top to bottom.
 */
entries: Array<MenuEntry>, };

export type MenuEntry = { 
/**
 * What the event `command` says when it is chosen. `quit` and `role:copy` (`cut`, `paste`, `select_all`,
 * `minimise`) are the system's; empty: a line between two.
 */
command: string, 
/**
 * Its words.
 */
text: string, 
/**
 * `CmdOrCtrl+K`, or empty.
 */
keys: string, };

export type Layout = "panes" | "ledger";

export type Session = { 
/**
 * `front`, `list` or `settings`.
 */
view: string, 
/**
 * Which list.
 */
scope: Scope | null, 
/**
 * The article that is open, by key.
 */
article: string | null, 
/**
 * Unread ones only.
 */
unread_only: boolean, 
/**
 * Folders of the sidebar that are closed.
 */
closed_folders: Array<string>, };

export type About = { 
/**
 * The app's version.
 */
version: string, 
/**
 * SQLite's version.
 */
sqlite: string, 
/**
 * Where everything lies.
 */
data_dir: string, 
/**
 * It lies beside the program, which can be carried about.
 */
portable: boolean, 
/**
 * Where the log lies.
 */
logs: string, 
/**
 * Where reports of faults lie.
 */
faults: string, };

export type Publication = { 
/**
 * The wordmark.
 */
name: string, 
/**
 * The tagline by language (`en` must be there).
 */
tagline: { [key in string]: string }, 
/**
 * The home page.
 */
home_url: string, 
/**
 * A sentence on who makes this and who does not, by language.
 */
notice: { [key in string]: string }, 
/**
 * Interface languages on offer, the first is the fallback.
 */
languages: Array<string>, 
/**
 * Feeds subscribed to at first start. Empty where none is known to answer.
 */
feeds: Array<PublicationFeed>, 
/**
 * Sources to choose from, never subscribed to without a click.
 */
suggestions: Array<PublicationFeed>, 
/**
 * What is known of sites that are followed without a feed. The first that is followed gives the list of latest
 * headlines.
 */
sites: Array<PublicationSite>, 
/**
 * Where the newsletter's form lives; null for none.
 */
newsletter: Newsletter | null, 
/**
 * Where new versions of the app are announced; null for nowhere, and then nothing is asked. See `docs/updates.md`.
 */
updates: PublicationUpdates | null, 
/**
 * Colour tokens that replace the default ones, by theme and token (`{"light": {"kok": "#0a6491"}}`).
 */
colours: { [key in string]: { [key in string]: string } }, };

export type PublicationFeed = { 
/**
 * Text.
 */
title: string, 
/**
 * The feed's address.
 */
url: string, 
/**
 * BCP 47.
 */
language: string, 
/**
 * The folder that it goes to; null for none.
 */
folder: string | null, 
/**
 * It is no feed but a site, followed through its front page at `url`.
 */
site: boolean, };

export type PublicationSite = { 
/**
 * Any address of the site, such as its front page.
 */
url: string, 
/**
 * Pages that are read for links besides the front page.
 */
sections: Array<string>, 
/**
 * Links that lead to articles, or what they stand in; no others are followed.
 */
links: string | null, 
/**
 * What the list of the latest headlines stands in, on the front page or on any article's.
 */
headlines: string | null, 
/**
 * The headline of an article.
 */
title: string | null, 
/**
 * Its body.
 */
content: string | null, 
/**
 * Who wrote it.
 */
byline: string | null, 
/**
 * When it was published: `datetime`, `content` or the text of an element, in ISO 8601.
 */
published: string | null, 
/**
 * What is no part of any article.
 */
remove: string | null, };

export type PublicationUpdates = { 
/**
 * The description of the newest release, a file that `cargo xtask sign` makes; https, or on this computer. Its
 * signature lies beside it, with `.minisig` after its name.
 */
address: string, 
/**
 * The public key that all of it is signed with: the second line of a `.pub` file of minisign.
 */
public_key: string, };

export type Newsletter = { 
/**
 * Who sends them and how it is spoken with, see `docs/newsletter.md`; null where only a page is known.
 */
provider: unknown, 
/**
 * The page about them.
 */
url: string | null, 
/**
 * A page of the publication's to which the link that confirms leads. It gets `?kazpost=TOKEN` and hands that on as
 * `kazpost://newsletter/confirmed?token=TOKEN`, see `docs/newsletter.md`.
 */
back_url: string | null, 
/**
 * The page on which they are ended, where the provider's own is not known or not the one.
 */
leave_url: string | null, 
/**
 * What is done with an address.
 */
privacy_url: string | null, 
/**
 * The reader must say yes in so many words.
 */
consent: boolean, 
/**
 * What there is to sign up for.
 */
lists: Array<NewsletterList>, };

export type NewsletterList = { 
/**
 * Its name.
 */
name: string, 
/**
 * The provider's name for it, where it has one.
 */
id: string | null, 
/**
 * What it brings, by language.
 */
about: { [key in string]: string }, 
/**
 * How often it comes, by language.
 */
often: { [key in string]: string }, 
/**
 * The language that it is written in, as BCP 47.
 */
language: string | null, 
/**
 * What its mails say in `List-Id`, between the angle brackets: a reader who gets them here can end it here.
 */
mail: string | null, };

export type NewsletterOffer = { 
/**
 * Its name, which it is asked for by.
 */
name: string, 
/**
 * What it brings, by language.
 */
about: { [key in string]: string }, 
/**
 * How often it comes, by language.
 */
often: { [key in string]: string }, 
/**
 * The language that it is written in, as BCP 47.
 */
language: string | null, 
/**
 * Who gets the address: the provider.
 */
provider: string, 
/**
 * The host that the address is sent to.
 */
host: string, 
/**
 * What is done with the address, on a page; null where the publication names none.
 */
privacy_url: string | null, 
/**
 * True where the publication asks for consent in so many words.
 */
consent: boolean, 
/**
 * The page on which it is ended, where one is known; else each of its mails says how.
 */
leave_page: string | null, };

export type SubscribeRequest = { 
/**
 * The reader's address, as typed.
 */
address: string, 
/**
 * The newsletter's name; null for the first.
 */
list: string | null, 
/**
 * The reader said yes, where the publication asks.
 */
consent: boolean, };

export type SignUpState = "queued" | "sending" | "unsure" | "sent" | "check_inbox" | "confirmed" | "failed";

export type SignUpReason = "none" | "offline" | "busy" | "cut_off" | "address" | "no_newsletter" | "needs_page" | "refused" | "publication";

export type SignUp = { 
/**
 * Names it.
 */
id: string, 
/**
 * The newsletter's name.
 */
list: string, 
/**
 * The address that was given.
 */
address: string, 
/**
 * How far it is.
 */
state: SignUpState, 
/**
 * Why.
 */
reason: SignUpReason, 
/**
 * The provider's own words, where it has any. Text.
 */
detail: string, 
/**
 * When it will be tried next, Unix seconds; null where it will not, or at once.
 */
next_try: number | null, 
/**
 * When it was made, Unix seconds.
 */
created: number, 
/**
 * The page on which it is ended, where something went out and one is known.
 */
leave_page: string | null, 
/**
 * The feed that its mails are read as, where one click ends it (see `MailList`).
 */
leave_click: string | null, };

export type AddressCheck = { 
/**
 * True where mail can go there.
 */
ok: boolean, 
/**
 * The address that was probably meant.
 */
correction: string | null, };

export type MailList = { 
/**
 * The feed's ID.
 */
id: string, 
/**
 * The list's name.
 */
title: string, 
/**
 * The host that takes the one click (RFC 8058), where there is one.
 */
one_click: string | null, 
/**
 * A page that ends it.
 */
page: string | null, 
/**
 * A mail there ends it, as `mailto:`.
 */
mail: string | null, 
/**
 * When its sender took the click, in Unix seconds.
 */
ended: number | null, };

export type MailAdded = { 
/**
 * Mails that were read.
 */
mails: number, 
/**
 * Files that are none or cannot be read: paths.
 */
unreadable: Array<string>, 
/**
 * The lists that they are from.
 */
feeds: Array<MailFeed>, };

export type MailFeed = { 
/**
 * The feed's ID.
 */
id: string, 
/**
 * `mail:` and what the list is known by.
 */
url: string, 
/**
 * The list's name.
 */
title: string, 
/**
 * Articles not seen before.
 */
new: number, };

export type MailPlace = { 
/**
 * A path, or `imaps://user@host/folder`.
 */
place: string, 
/**
 * Which mailbox; null for a folder of files.
 */
mailbox: MailboxPlace | null, 
/**
 * Why it could not be read last time.
 */
failure: Failure | null, };

export type MailboxPlace = { 
/**
 * The server, with its port where that is not the usual one.
 */
server: string, 
/**
 * The reader's name there.
 */
user: string, 
/**
 * The folder's name.
 */
folder: string, };

export type MailboxRequest = { 
/**
 * The server, as `mail.example.org` or with its port.
 */
server: string, 
/**
 * The name that the server knows the reader by, often the address.
 */
user: string, 
/**
 * The password as typed now; null for the one that the system's keyring holds.
 */
password: string | null, 
/**
 * The folder; null for the inbox.
 */
folder: string | null, };

export type MailboxAdded = { 
/**
 * Its address, by which it is removed.
 */
place: string, 
/**
 * What was read.
 */
added: MailAdded, 
/**
 * Why the system's keyring does not keep the password, in English; null where it does. Without it the password
 * is forgotten when the app ends.
 */
not_kept: string | null, };

export type UpdateState = { 
/**
 * The version that runs.
 */
version: string, 
/**
 * How new versions come.
 */
way: UpdateWay, 
/**
 * The host that is asked, where the publication names one.
 */
host: string, 
/**
 * When it was last asked, seconds since 1970 in UTC.
 */
asked_at: number | null, 
/**
 * A version newer than this one.
 */
release: NewRelease | null, 
/**
 * What goes on.
 */
step: UpdateStep, };

export type UpdateWay = { "kind": "off" } | { "kind": "own" } | { "kind": "managed", 
/**
 * Its name.
 */
by: string, 
/**
 * What it calls the app; may be empty.
 */
package: string, } | { "kind": "read_only", 
/**
 * Which.
 */
folder: string, } | { "kind": "by_hand" };

export type NewRelease = { 
/**
 * Its version.
 */
version: string, 
/**
 * The day on which it was published, `YYYY-MM-DD`.
 */
published: string | null, 
/**
 * What is new, as text, by language.
 */
notes: { [key in string]: string }, 
/**
 * The page where it can be had by hand.
 */
page: string | null, 
/**
 * The size of its package for this computer; null where there is none.
 */
bytes: number | null, 
/**
 * The reader does not want to be told of it again.
 */
dismissed: boolean, };

export type UpdateStep = { "kind": "idle" } | { "kind": "asking" } | { "kind": "downloading", 
/**
 * Bytes that are here.
 */
done: number, 
/**
 * Of so many.
 */
total: number, } | { "kind": "installing" } | { "kind": "installed", 
/**
 * Which.
 */
version: string, } | { "kind": "failed", 
/**
 * Why.
 */
failure: Failure, };

export type OpenRequest = { "kind": "feed", 
/**
 * As given.
 */
address: string, } | { "kind": "article", 
/**
 * Its key.
 */
id: string, } | { "kind": "front" } | { "kind": "unread" } | { "kind": "confirmed", 
/**
 * The newsletter; null where the link has the token of none, so that nothing was changed.
 */
list: string | null, } | { "kind": "mail", 
/**
 * What it brought.
 */
added: MailAdded, } | { "kind": "imported", 
/**
 * What came of it.
 */
imported: Imported, } | { "kind": "refused", 
/**
 * Why.
 */
failure: Failure, };

export type StartRequest = { 
/**
 * Minutes east of UTC, for where one day ends and the next begins.
 */
utc_offset_minutes: number, 
/**
 * The language of the interface as the window knows it; what the reader chose goes before it.
 */
language: string, 
/**
 * How many first rows of a list come with it, at most 500.
 */
first: number, };

export type Start = { 
/**
 * What the reader chose.
 */
settings: Settings, 
/**
 * Which newspaper this is.
 */
publication: Publication, 
/**
 * The subscriptions.
 */
sources: Sources, 
/**
 * Where the reader was.
 */
session: Session, 
/**
 * The list, where the reader was in one.
 */
list: OpenedList | null, 
/**
 * Today's paper, where the reader was there or in the settings.
 */
front: FrontPage | null, 
/**
 * The article that was open, where it is still there.
 */
article: Article | null, };

/** Every command: what it takes and what it answers. */
export interface Commands {
  start: { request: StartRequest; answer: Start };
  ready: { request: null; answer: SyncProgress };
  sources: { request: null; answer: Sources };
  counts: { request: null; answer: Counts };
  front_page: { request: string; answer: FrontPage };
  list_open: { request: ListRequest; answer: OpenedList };
  list_rows: { request: RowsRequest; answer: Array<Row> };
  list_unfold: { request: UnfoldRequest; answer: Unfolded };
  titles: { request: TitlesRequest; answer: Array<Row> };
  search: { request: SearchRequest; answer: SearchAnswer };
  article: { request: string; answer: Article };
  related: { request: string; answer: Array<RelatedArticle> };
  topics: { request: null; answer: Array<Topic> };
  position_save: { request: PositionRequest; answer: null };
  mark: { request: MarkRequest; answer: Marked };
  undo: { request: number; answer: number };
  own_marks: { request: string; answer: OwnMarks };
  annotate: { request: AnnotateRequest; answer: Annotated };
  annotation_remove: { request: string; answer: Marked };
  highlights: { request: null; answer: Highlights };
  highlights_reviewed: { request: Array<string>; answer: null };
  highlights_export: { request: null; answer: string | null };
  bookmarks: { request: BookmarksRequest; answer: Bookmarks };
  label: { request: LabelRequest; answer: Marked };
  label_rename: { request: RenameLabelRequest; answer: Marked };
  searches: { request: null; answer: Array<SavedSearch> };
  search_save: { request: SaveSearchRequest; answer: string };
  search_remove: { request: string; answer: null };
  filters: { request: null; answer: Array<Filter> };
  filter_preview: { request: FilterDraft; answer: FilterPreview };
  filter_save: { request: FilterDraft; answer: FilterSaved };
  filter_remove: { request: string; answer: null };
  feed_add: { request: AddFeedRequest; answer: AddedFeed };
  site_follow: { request: AddFeedRequest; answer: AddedFeed };
  feed_edit: { request: EditFeedRequest; answer: null };
  sources_arrange: { request: Arrangement; answer: null };
  feed_remove: { request: string; answer: number };
  opml_import: { request: Array<number>; answer: Imported };
  opml_export: { request: null; answer: string | null };
  sync_start: { request: SyncRequest; answer: null };
  sync_cancel: { request: null; answer: null };
  page_save: { request: SavePageRequest; answer: SavedPage };
  edition_start: { request: null; answer: null };
  edition_cancel: { request: null; answer: null };
  edition_progress: { request: null; answer: EditionProgress };
  history: { request: string; answer: History };
  picture_fetch: { request: PictureRequest; answer: null };
  holdings: { request: null; answer: Holdings };
  redline: { request: string; answer: Redline };
  redline_seen: { request: string; answer: null };
  retention_preview: { request: RetentionRule; answer: RetentionPreview };
  retention_apply: { request: RetentionRule; answer: number };
  book_export: { request: BookRequest; answer: BookWritten | null };
  settings_save: { request: Settings; answer: null };
  session_save: { request: Session; answer: null };
  newsletter_offers: { request: null; answer: Array<NewsletterOffer> };
  newsletter_check: { request: string; answer: AddressCheck };
  newsletter_subscribe: { request: SubscribeRequest; answer: SignUp };
  newsletter_status: { request: null; answer: Array<SignUp> };
  newsletter_withdraw: { request: string; answer: null };
  newsletter_confirm: { request: string; answer: null };
  newsletter_forget: { request: string; answer: null };
  mail_lists: { request: null; answer: Array<MailList> };
  mail_unsubscribe: { request: string; answer: null };
  mail_places: { request: null; answer: Array<MailPlace> };
  mail_place_remove: { request: string; answer: null };
  mail_take: { request: Array<number>; answer: MailAdded };
  mailbox_folders: { request: MailboxRequest; answer: Array<string> };
  mailbox_add: { request: MailboxRequest; answer: MailboxAdded };
  link_open: { request: string; answer: null };
  about: { request: null; answer: About };
  full_screen: { request: null; answer: boolean };
  menu_bar: { request: MenuBar; answer: null };
  notices: { request: NoticesRequest; answer: Notice | null };
  notify: { request: NoticeWords; answer: null };
  presence: { request: Presence; answer: boolean };
  autostart: { request: null; answer: boolean | null };
  autostart_set: { request: boolean; answer: null };
  report: { request: null; answer: Report };
  report_save: { request: null; answer: string | null };
  fault: { request: null; answer: Fault | null };
  faults_seen: { request: null; answer: null };
  update_state: { request: null; answer: UpdateState };
  update_check: { request: null; answer: UpdateState };
  update_install: { request: string; answer: null };
  update_cancel: { request: null; answer: null };
  update_dismiss: { request: string; answer: null };
  update_restart: { request: null; answer: null };
}

/** Every event and what it carries. */
export interface Events {
  sync: SyncProgress;
  edition: EditionProgress;
  network: NetworkState;
  command: string;
  update: UpdateState;
  library: null;
  arrived: null;
  open: OpenRequest;
}
