import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Backend } from ".";

export const tauri: Backend = {
  invoke: (name, request) => (request === undefined ? invoke(name) : invoke(name, { request })),
  listen: (name, handler) => listen(name, (event) => handler(event.payload)).then(() => undefined),
};
