/** A library in memory for working on the window without the program behind it. Never shipped. */
import type { Backend } from "..";
import type {
  Arrangement,
  FeedContent,
  Article,
  Commands,
  Feed,
  FilterDraft,
  FrontPage,
  ListRequest,
  OpenedList,
  Row,
  SavedSearch,
  SaveSearchRequest,
  Scope,
  Session,
  Settings,
  SignUp,
  Sources,
  Start,
  StartRequest,
  SyncProgress,
  Target,
  SearchRequest,
} from "../generated";
import { found, foldedWords } from "../../state/fold";
import { own } from "./own";
import { redline } from "./redline";
import { articleOf, FEEDS, publication, rowsOf } from "./sample";
import { search } from "./search";
import { updatesOf } from "./updates";

const query = new URLSearchParams(location.search);
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

type Handlers = { [K in keyof Commands]?: (request: never) => unknown };

export function backend(): Backend {
  const now = Math.floor(Date.now() / 1000);
  const empty = query.get("state") === "empty";
  const rows: Row[] = empty ? [] : rowsOf(Number(query.get("rows") ?? 240), query.get("lang") ?? "en", now);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const kept: SavedSearch[] = [];
  const positions = new Map<string, number>();
  const listeners = new Map<string, ((payload: unknown) => void)[]>();
  const lists = new Map<number, Row[]>();
  const signUps: SignUp[] = [];
  const actions = new Map<number, { ids: string[]; undo: (row: Row) => void }>();
  let feeds: Feed[] = empty ? [] : structuredClone(FEEDS(now));
  let folders = [...new Set(feeds.flatMap((feed) => (feed.folder === null ? [] : [feed.folder])))];
  let progress: SyncProgress = {
    running: query.get("state") === "syncing",
    done: 5,
    total: 9,
    new: 12,
    updated: 0,
    failed: 1,
    offline: query.get("state") === "offline",
    cancelled: false,
  };
  const updates = updatesOf(query.get("update"));

  let settings: Settings = {
    language: query.get("lang") ?? "system",
    theme: query.get("theme") ?? "system",
    layout: query.get("layout") === "ledger" ? "ledger" : "panes",
    sync_minutes: 30,
    sync_at_start: true,
    day_theme: "light",
    night_theme: "dark",
    night_place: "",
    night_from: "20:00",
    night_to: "07:00",
    text_size: Number(query.get("size") ?? 19),
    text_font: query.get("font") ?? "serif",
    text_line: 158,
    text_width: Number(query.get("width") ?? 68),
    justify: query.get("justify") === "1",
    text_by_feed: {},
    menu_bar: false,
    headlines: query.get("headlines") !== "0",
    newsletter: true,
    pictures: true,
    fetch_pictures: "unmetered",
    picture_megabytes: 2000,
    keep_days: 0,
    keep_megabytes: 0,
    edition_at: "",
    badge: false,
    tray: false,
    stay_in_tray: false,
    notifications: { feeds: [], words: "", quiet: false, quiet_from: "22:00", quiet_to: "07:00" },
    ask_for_updates: true,
    welcomed: true,
    fold_stories: true,
    keys: {},
  };
  const scope = query.get("scope");
  let session: Session = {
    view: query.get("view") ?? "front",
    scope: scope
      ? scope.startsWith("feed:")
        ? { kind: "feed", id: scope.slice(5) }
        : ({ kind: scope } as Scope)
      : null,
    article: query.get("article"),
    unread_only: false,
    closed_folders: [],
  };

  const emit = (name: string, payload: unknown) =>
    listeners.get(name)?.forEach((handler) => handler(payload));
  const inScope = (scope: Scope, row: Row) =>
    scope.kind === "all" ||
    (scope.kind === "unread" && !row.read) ||
    (scope.kind === "saved" && row.saved) ||
    (scope.kind === "feed" && row.feed === scope.id) ||
    (scope.kind === "folder" && feeds.find((feed) => feed.id === row.feed)?.folder === scope.id);
  const day = (time: number) =>
    new Date(time * 1000 - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const find = (id: string): Row => {
    const row = byId.get(id);
    if (!row) throw { code: "not_found", subject: id, detail: "", message: "not found" };
    return row;
  };
  const targets = (target: Target): Row[] =>
    target.kind === "articles"
      ? target.ids.map(find)
      : target.kind === "rows"
        ? (lists.get(target.list) ?? []).slice(target.from, target.to)
        : rows.filter((row) => inScope(target.scope, row));

  const front = (): FrontPage => {
    const fresh = rows.slice(0, 60);
    const lead = fresh.find((row) => row.picture) ?? fresh[0] ?? null;
    const rest = fresh.filter((row) => row !== lead);
    const desk = (name: string, from: number) => ({ name, total: 14, rows: rest.slice(from, from + 4) });
    const names = { en: ["Economy", "Science"], ru: ["Экономика", "Наука"], kk: ["Экономика", "Ғылым"] }[
      settings.language
    ] ?? ["Economy", "Science"];
    return {
      lead,
      features: rest.slice(0, 6),
      desks: lead ? [desk(names[0]!, 6), desk(names[1]!, 10)] : [],
      briefs: rest.slice(14, 20),
      headlines: rest.slice(0, 50),
      total: Math.min(48, rows.length),
      unread: fresh.filter((row) => !row.read).length,
    };
  };

  const mine = own(rows, targets);
  const handlers: Handlers = {
    ...mine.handlers,
    counts: () => ({
      all: rows.length,
      unread: rows.filter((row) => !row.read).length,
      saved: rows.filter((row) => row.saved).length,
      folded: [],
      feeds: feeds.map(({ id }) => ({
        id,
        unread: rows.filter((row) => row.feed === id && !row.read).length,
      })),
    }),
    sources: () => {
      for (const feed of feeds) {
        const own = rows.length > 5000 ? rows.slice(0, 500) : rows;
        feed.unread = own.filter((row) => row.feed === feed.id && !row.read).length;
        feed.total = own.filter((row) => row.feed === feed.id).length;
      }
      return {
        all: rows.length,
        unread: rows.filter((row) => !row.read).length,
        saved: rows.filter((row) => row.saved).length,
        folded: [],
        folders,
        hidden: 0,
        highlights: mine.count(),
        tags: mine.tags(),
        feeds: structuredClone(feeds),
        synced_at: empty ? null : now - 900,
      };
    },
    front_page: front,
    list_open: (request: ListRequest) => {
      const text = request.filter.toLowerCase();
      const members = rows.filter(
        (row) =>
          inScope(request.scope, row) &&
          (!request.unread_only || !row.read) &&
          (!text ||
            `${row.title} ${row.standfirst} ${row.author} ${row.source}`.toLowerCase().includes(text)),
      );
      const id = lists.size + 1;
      lists.set(id, members);
      const days: { index: number; day: string }[] = [];
      members.forEach((row, index) => {
        const today = day(row.time);
        if (days.at(-1)?.day !== today) days.push({ index, day: today });
      });
      const at = members.findIndex((row) => row.id === request.at);
      return {
        list: id,
        total: members.length,
        days,
        selected: at < 0 ? null : at,
        rows: members.slice(0, request.first).map((row) => ({ ...row })),
      };
    },
    list_rows: async ({ list, offset, limit }: { list: number; offset: number; limit: number }) => {
      await pause(Number(query.get("delay") ?? 15));
      return (lists.get(list) ?? []).slice(offset, offset + limit).map((row) => ({ ...row }));
    },
    list_unfold: ({ list, index }: { list: number; index: number }) => ({
      list,
      total: lists.get(list)?.length ?? 0,
      days: [],
      index,
      under: 0,
      open: false,
    }),
    titles: ({ text, limit }: { text: string; limit: number }) =>
      rows.filter((row) => found(row.title, foldedWords(text)) !== null).slice(0, limit),
    search: (request: SearchRequest) => search(rows, request),
    related: (id: string) => {
      const words = foldedWords(find(id).title).filter((word) => word.length > 3);
      const shared = (row: Row) => words.filter((word) => found(row.title, [word]) !== null);
      return rows
        .filter((row) => row.id !== id && shared(row).length > 0)
        .slice(0, 3)
        .map((row) => ({ row: { ...row }, why: shared(row) }));
    },
    topics: () => {
      const names = { en: ["Aktau", "Caspian Sea"], ru: ["Актау", "Каспий"], kk: ["Ақтау", "Каспий"] };
      const language = settings.language in names ? (settings.language as keyof typeof names) : "en";
      return names[language].map((name, at) => ({
        name,
        query: name,
        language,
        articles: 9 - 3 * at,
        today: 64,
        sources: 4 - at,
        before: 3,
        archive: 4800,
      }));
    },
    article: (id: string): Article => {
      const row = find(id);
      return { ...articleOf({ ...row }), position: positions.get(id) ?? Number(query.get("position") ?? 0) };
    },
    position_save: ({ id, position }: { id: string; position: number }) => void positions.set(id, position),
    mark: ({ target, change }: { target: Target; change: string }) => {
      const field = change === "read" || change === "unread" ? "read" : "saved";
      const value = change === "read" || change === "saved";
      const changed = targets(target).filter((row) => row[field] !== value);
      for (const row of changed) row[field] = value;
      if (changed.length === 0) return { action: null, changed: 0 };
      const action = actions.size + 1;
      actions.set(action, { ids: changed.map((row) => row.id), undo: (row) => (row[field] = !value) });
      return { action, changed: changed.length };
    },
    undo: (action: number) => {
      const done = actions.get(action);
      done?.ids.forEach((id) => done.undo(find(id)));
      return done?.ids.length ?? 0;
    },
    searches: () => kept,
    search_save: ({ id, name, query }: SaveSearchRequest) => {
      const known = kept.find((one) => one.id === id || one.query === query);
      if (known) Object.assign(known, { name, query });
      else kept.push({ id: String(kept.length + 1), name: name || query, query, unread: 0 });
      return known?.id ?? String(kept.length);
    },
    search_remove: (id: string) => void kept.splice(kept.findIndex((one) => one.id === id) >>> 0, 1),
    filters: () => [],
    filter_preview: ({ conditions }: FilterDraft) => {
      const words = foldedWords(conditions[0]?.value ?? "");
      const caught = rows.filter((row) => found(`${row.title} ${row.standfirst}`, words) !== null);
      return { total: caught.length, rows: caught.slice(0, 20) };
    },
    filter_save: () => ({ id: "filter", caught: 0, action: null }),
    filter_remove: () => undefined,
    feed_add: async ({ address, folder }: { address: string; folder: string | null }) => {
      await pause(900);
      if (!address.includes(".")) throw { code: "bad_address", subject: address, detail: "", message: "" };
      if (address.includes("none"))
        throw { code: "no_feed_found", subject: address, detail: "", message: "" };
      const url = address.includes("://") ? address : `https://${address}`;
      const title = new URL(url).hostname;
      const known = feeds.find((feed) => feed.url === url);
      if (known) return { id: known.id, url, title: known.title, items: 0, already: true };
      feeds.push({ ...FEEDS(now)[0]!, id: `f${feeds.length + 1}`, url, title, folder, unread: 0, total: 0 });
      return { id: feeds.at(-1)!.id, url, title, items: 12, already: false };
    },
    site_follow: async ({ address, folder }: { address: string; folder: string | null }) => {
      await pause(900);
      const url = address.includes("://") ? address : `https://${address}`;
      const title = new URL(url).hostname;
      const id = `f${feeds.length + 1}`;
      feeds.push({ ...FEEDS(now)[0]!, id, url, title, folder, site: true, unread: 0, total: 0 });
      return { id, url, title, items: 24, already: false };
    },
    feed_edit: (request: {
      id: string;
      title?: string;
      folder?: string;
      address?: string;
      content?: FeedContent;
    }) => {
      const feed = feeds.find((f) => f.id === request.id);
      if (!feed) return;
      if (request.title) feed.title = request.title;
      if (request.folder !== undefined) feed.folder = request.folder || null;
      if (request.address) feed.url = request.address;
      if (request.content) feed.content = request.content;
    },
    sources_arrange: (next: Arrangement) => {
      folders = next.folders;
      const place = (id: string) => next.feeds.findIndex((feed) => feed.id === id);
      feeds.sort((a, b) => place(a.id) - place(b.id));
      for (const { id, folder } of next.feeds)
        for (const feed of feeds) if (feed.id === id) feed.folder = folder;
    },
    feed_remove: (id: string) => {
      feeds = feeds.filter((feed) => feed.id !== id);
      return 12;
    },
    opml_import: (bytes: number[]) => {
      if (bytes.length < 20) throw { code: "not_opml", subject: "", detail: "", message: "" };
      return { added: 3, already: 1, invalid: 0 };
    },
    opml_export: () => "/home/reader/kazpost.opml",
    sync_start: async () => {
      void (async () => {
        for (let done = 0; done <= 9; done++) {
          progress = { ...progress, running: done < 9, done, total: 9, new: done * 2, offline: false };
          emit("sync", progress);
          await pause(400);
        }
        emit("library", null);
      })();
    },
    sync_cancel: () => {
      progress = { ...progress, running: false, cancelled: true };
      emit("sync", progress);
    },
    page_save: ({ address }: { address: string }) => ({ id: "a1", url: address, title: address }),
    edition_start: () => undefined,
    edition_cancel: () => undefined,
    edition_progress: () => ({ step: "idle", count: { done: 0, total: 0 }, cancelled: false, report: null }),
    history: () => ({ versions: [] }),
    picture_fetch: () => pause(600),
    holdings: () => ({ picture_bytes: 184e6, library_bytes: 312e6, metered: null }),
    redline: (id: string) => redline(now, byId.get(id)?.language ?? "en"),
    redline_seen: () => undefined,
    retention_preview: ({ days, megabytes }: { days: number; megabytes: number }) => {
      const rows = rowsOf(12, query.get("lang") ?? "en", now - 90 * 86_400);
      const any = days > 0 || megabytes > 0;
      return any
        ? { articles: 214, bytes: 83e6, newest: now - 31 * 86_400, rows }
        : { articles: 0, bytes: 0, newest: null, rows: [] };
    },
    retention_apply: () => 214,
    book_export: () => ({ path: "/home/reader/kazpost.epub", articles: 42 }),
    settings_save: (value: Settings) => void (settings = value),
    session_save: (value: Session) => void (session = value),
    newsletter_offers: () => [
      {
        name: "Morning",
        about: {
          en: "What happened, in five minutes.",
          ru: "Главное за пять минут.",
          kk: "Бес минутта басты жаңалық.",
        },
        often: { en: "On weekdays at seven.", ru: "По будням в семь.", kk: "Жұмыс күндері жетіде." },
        provider: "Ghost",
        host: "kazpost.com",
        privacy_url: "https://kazpost.com/privacy",
        consent: true,
        leave_page: "https://kazpost.com/#/portal/account/newsletters",
        language: null,
      },
    ],
    newsletter_check: (address: string) => ({
      ok: address.includes("@"),
      correction: address.endsWith("@gmial.com") ? address.replace("gmial", "gmail") : null,
    }),
    newsletter_subscribe: (request: { address: string; list: string }) => {
      const own = {
        id: String(signUps.length + 1),
        list: request.list,
        address: request.address,
        created: now,
        next_try: null,
      };
      const leaving = { leave_page: "https://kazpost.com/#/portal/account/newsletters", leave_click: null };
      signUps.push({ ...own, ...leaving, state: "check_inbox", reason: "none", detail: "" });
      return signUps.at(-1);
    },
    newsletter_status: () => signUps,
    newsletter_withdraw: () => void (signUps.length = 0),
    newsletter_confirm: () => signUps.forEach((one) => (one.state = "confirmed")),
    newsletter_forget: () => void (signUps.length = 0),
    mail_lists: () => [],
    mail_unsubscribe: () => undefined,
    mail_places: () => [],
    mail_place_remove: () => undefined,
    mail_take: () => ({ mails: 0, unreadable: [], feeds: [] }),
    mailbox_folders: () => ["INBOX", "News", "Таратылымдар"],
    mailbox_add: () => ({
      place: "imaps://reader@mail.example.org/News",
      added: { mails: 0, unreadable: [], feeds: [] },
      not_kept: null,
    }),
    link_open: (url: string) => console.info("link_open", url),
    full_screen: () => false,
    menu_bar: () => undefined,
    presence: () => true,
    autostart: () => false,
    notices: () => null,
    fault: () => (query.get("state") === "fault" ? { at: now - 3600 } : null),
    faults_seen: () => undefined,
    update_state: () => updates.state(),
    update_check: () => updates.state(),
    update_install: () => updates.install(emit),
    update_cancel: () => updates.stop(emit),
    update_dismiss: () => updates.dismiss(),
    update_restart: () => console.info("update_restart"),
    report: () => ({ text: "KazPost 0.1.0, linux x86_64\n\nLog\n2026-11-24T15:00:00Z began" }),
    report_save: () => "/home/reader/kazpost-report.txt",
    about: () => ({
      version: "0.1.0",
      sqlite: "3.50.0",
      data_dir: "/home/reader/.local/share/kazpost",
      portable: false,
      logs: "/home/reader/.local/share/kazpost/logs",
      faults: "/home/reader/.local/share/kazpost/faults",
    }),
  };

  // Made of the other answers.
  Object.assign(handlers, {
    ready: () => progress,
    start: ({ utc_offset_minutes, first }: StartRequest): Start => {
      const article = session.article ? handlers.article?.(session.article as never) : null;
      const scope = session.scope ?? { kind: "all" };
      const request = {
        scope,
        unread_only: session.unread_only,
        filter: "",
        utc_offset_minutes,
        first,
        at: session.article,
      };
      return {
        settings,
        publication,
        sources: handlers.sources?.(null as never) as Sources,
        session,
        list: session.view === "list" ? (handlers.list_open?.(request as never) as OpenedList) : null,
        front: session.view === "list" ? null : front(),
        article: article as Article | null,
      };
    },
  });

  Object.assign(window, { preview: { emit } });
  return {
    invoke: async (name, request) => {
      if (query.get("state") === "loading" && name !== "start") await pause(1e9);
      return structuredClone(await handlers[name as keyof Handlers]?.(request as never));
    },
    listen: async (name, handler) => void listeners.set(name, [...(listeners.get(name) ?? []), handler]),
  };
}
