/** What no page begins with. In a file of its own, which is read when the first page is drawn: see `later.svelte.ts`. */
export { default as BookmarksView } from "./BookmarksView.svelte";
export { default as Dialogs } from "./Dialogs.svelte";
export { default as FirstRun } from "./FirstRun.svelte";
export { default as HighlightsView } from "./HighlightsView.svelte";
export { default as NewslettersView } from "./NewslettersView.svelte";
export { default as SearchView } from "./SearchView.svelte";
export { default as SettingsView } from "./SettingsView.svelte";
