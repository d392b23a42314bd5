/** A new version in the preview: `?update=new`, `managed`, `read_only` or `failed`; without, none is known. */
import type { UpdateState, UpdateStep } from "../generated";

const BYTES = 14_200_000;

export function updatesOf(kind: string | null) {
  const ways: Record<string, UpdateState["way"]> = {
    managed: { kind: "managed", by: "dpkg", package: "kazpost" },
    read_only: { kind: "read_only", folder: "/opt/kazpost/bin" },
  };
  let step: UpdateStep = { kind: "idle" };
  let dismissed = false;
  let timer: ReturnType<typeof setInterval> | undefined;
  if (kind === "failed") {
    const message = "no genuine package";
    step = {
      kind: "failed",
      failure: {
        code: "not_genuine",
        subject: "https://kazpost.com/app/kazpost.tar.zst",
        detail: "",
        message,
      },
    };
  }
  const state = (): UpdateState => ({
    version: "0.1.0",
    way: ways[kind ?? ""] ?? { kind: "own" },
    host: "kazpost.com",
    asked_at: Math.floor(Date.now() / 1000) - 3600,
    release:
      kind === null
        ? null
        : {
            version: "0.2.0",
            published: "2026-12-01",
            notes: {
              en: "Articles can be listened to.\nThe list opens faster.",
              ru: "Статьи можно слушать.\nСписок открывается быстрее.",
              kk: "Мақалаларды тыңдауға болады.\nТізім тезірек ашылады.",
            },
            page: "https://kazpost.com/app",
            bytes: BYTES,
            dismissed,
          },
    step,
  });
  type Emit = (name: string, payload: unknown) => void;
  const say = (emit: Emit, next: UpdateStep) => {
    step = next;
    emit("update", state());
  };
  return {
    state,
    install(emit: Emit) {
      let done = 0;
      timer = setInterval(() => {
        done += 700_000;
        if (done < BYTES) return say(emit, { kind: "downloading", done, total: BYTES });
        clearInterval(timer);
        say(emit, { kind: "installed", version: "0.2.0" });
      }, 200);
    },
    stop(emit: Emit) {
      clearInterval(timer);
      say(emit, { kind: "idle" });
    },
    dismiss: () => void (dismissed = true),
  };
}
