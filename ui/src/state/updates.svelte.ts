import { tick } from "svelte";

import { asFailure, call, on, type UpdateState } from "../api";
import { i18n } from "../i18n/index.svelte";
import { place } from "./place.svelte";
import { toast } from "./toast.svelte";

/** What is known of new versions of the app, and what the reader does about them. */
class Updates {
  value: UpdateState | null = $state.raw(null);
  /** Put aside until the next start. */
  #later = $state(false);

  /** A version to tell of in passing: never over what is being read, and never one that the reader put aside. */
  told: { version: string; installed: boolean } | null = $derived.by(() => {
    const { value } = this;
    if (!value || this.#later) return null;
    if (value.step.kind === "installed") return { version: value.step.version, installed: true };
    const release = value.release;
    if (!release || release.dismissed || value.step.kind !== "idle") return null;
    return { version: release.version, installed: false };
  });

  async listen(): Promise<void> {
    await on("update", (state) => (this.value = state));
    await this.load();
  }

  async load() {
    const value = await call("update_state").catch(() => null);
    if (value) this.value = value;
  }

  async ask() {
    if (this.value) this.value = { ...this.value, step: { kind: "asking" } };
    try {
      this.value = await call("update_check");
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
      await this.load();
    }
  }

  install(version: string) {
    return this.#act(call("update_install", version));
  }

  stop() {
    return this.#act(call("update_cancel"));
  }

  restart() {
    return this.#act(call("update_restart"));
  }

  async skip(version: string) {
    await this.#act(call("update_dismiss", version));
    await this.load();
  }

  later() {
    this.#later = true;
  }

  /** To where its changes stand. */
  async look() {
    place.goSettings();
    await tick();
    document.getElementById("updates")?.scrollIntoView({ block: "start" });
  }

  async #act(done: Promise<unknown>) {
    await done.catch((error: unknown) => toast.show(i18n.failure(asFailure(error))));
  }
}

export const updates = new Updates();
