import {
  asFailure,
  call,
  type AnnotateRequest,
  type Annotation,
  type Colour,
  type OwnMarks,
  type Target,
} from "../api";
import { fill, i18n } from "../i18n/index.svelte";
import type { Quote } from "./anchor";
import { marks } from "./marks.svelte";
import { sources } from "./sources.svelte";
import { toast } from "./toast.svelte";

export const COLOURS: readonly Colour[] = ["ochre", "leaf", "lake", "rose"];

const NOTHING: OwnMarks = { annotations: [], collections: [], tags: [], caught: [] };

/** What the reader put on the open article: highlights, notes, collections, tags. */
class Own {
  article: string | null = $state(null);
  value: OwnMarks = $state.raw(NOTHING);
  /** The ink used last. */
  colour: Colour = $state("ochre");
  /** Called after any of it changed, here or elsewhere. */
  onchange: () => void = () => {};

  async load(article: string | null): Promise<void> {
    if (article !== this.article) this.value = NOTHING;
    this.article = article;
    if (article === null) return;
    const value = await call("own_marks", article).catch(() => NOTHING);
    if (article === this.article) this.value = value;
  }

  /** Makes a highlight, or a note on the whole article where nothing is quoted. */
  async make(article: string, quote: Quote, colour: Colour, note = ""): Promise<Annotation | null> {
    this.colour = colour;
    return this.#annotate({ id: null, article, ...quote, colour, note });
  }

  async change(one: Annotation, changes: { colour?: Colour; note?: string }) {
    if (changes.colour) this.colour = changes.colour;
    const { id, article, quote, prefix, suffix, colour, note } = one;
    if (changes.note?.trim() === "" && quote === "") return this.remove(one);
    return this.#annotate({ id, article, quote, prefix, suffix, colour, note, ...changes });
  }

  async remove(one: Annotation) {
    await this.#do(
      () => call("annotation_remove", one.id),
      one.quote ? i18n.m.highlightRemoved : i18n.m.noteRemoved,
    );
    return null;
  }

  /** Puts a name on articles or takes it off, with a way back. */
  async label(target: Target, kind: "collection" | "tag", name: string, on: boolean, quiet = false) {
    const values = { name: name.trim() };
    const say = on ? "labelled" : "unlabelled";
    await this.#do(
      () => call("label", { target, kind, name, on }),
      quiet ? "" : (changed) => i18n.count(say, changed, values),
    );
  }

  async rename(kind: "collection" | "tag", from: string, to: string | null) {
    await this.#do(
      () => call("label_rename", { kind, from, to }),
      (changed) => i18n.count(to === null ? "unlabelled" : "labelled", changed, { name: to ?? from }),
    );
  }

  async export() {
    try {
      const file = await call("highlights_export");
      if (file !== null) toast.show(fill(i18n.m.exported, { file }));
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
    }
  }

  /** After something was taken back. */
  async again() {
    await this.load(this.article);
    this.onchange();
  }

  async #annotate(request: AnnotateRequest): Promise<Annotation | null> {
    try {
      const { action, annotation } = await call("annotate", request);
      marks.did(action);
      marks.savedAlready(annotation.article);
      await this.again();
      void sources.load();
      return annotation;
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
      return null;
    }
  }

  async #do(
    act: () => Promise<{ action: number | null; changed: number }>,
    say: string | ((changed: number) => string),
  ) {
    try {
      const { action, changed } = await act();
      if (action === null) return;
      marks.did(action);
      const text = typeof say === "string" ? say : say(changed);
      if (text) toast.show(text, () => void marks.undo());
      await this.again();
      void sources.load();
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
    }
  }
}

export const own = new Own();
