/** The one door to the program behind the window. Nothing else in the UI knows Tauri. */
import type { Commands, Events, Failure } from "./generated";
import { tauri } from "./tauri";

export type * from "./generated";

export interface Backend {
  invoke(name: string, request: unknown): Promise<unknown>;
  /** Settles when it listens. */
  listen(name: string, handler: (payload: unknown) => void): Promise<void>;
}

const inWindow = "__TAURI_INTERNALS__" in window;
const backend: Promise<Backend> =
  import.meta.env.DEV && !inWindow
    ? import("./preview/backend").then((preview) => preview.backend())
    : Promise.resolve(tauri);

type WithoutRequest = {
  [K in keyof Commands]: Commands[K]["request"] extends null ? K : never;
}[keyof Commands];

/** Calls a command. Rejects with a `Failure`. */
export async function call<K extends WithoutRequest>(name: K): Promise<Commands[K]["answer"]>;
export async function call<K extends keyof Commands>(
  name: K,
  request: Commands[K]["request"],
): Promise<Commands[K]["answer"]>;
export async function call<K extends keyof Commands>(
  name: K,
  request?: unknown,
): Promise<Commands[K]["answer"]> {
  try {
    return (await (await backend).invoke(name, request)) as Commands[K]["answer"];
  } catch (error) {
    throw asFailure(error);
  }
}

/** Listens to an event for as long as the window lives; settles when it does. */
export function on<K extends keyof Events>(name: K, handler: (payload: Events[K]) => void): Promise<void> {
  return backend.then((b) => b.listen(name, (payload) => handler(payload as Events[K])));
}

/** Anything that was thrown, as the failure that can be said in words. */
export function asFailure(error: unknown): Failure {
  if (typeof error === "object" && error !== null && "code" in error && "subject" in error) {
    return error as Failure;
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: "bad_request", subject: "", detail: "", message };
}
