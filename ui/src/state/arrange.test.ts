import { expect, test } from "vitest";

import type { Arrangement } from "../api";
import { move, removeFolder, renameFolder, step } from "./arrange";

const start: Arrangement = {
  folders: ["West", "East"],
  feeds: [
    { id: "a", folder: null },
    { id: "b", folder: "West" },
    { id: "c", folder: "West" },
    { id: "d", folder: "East" },
  ],
};
const shown = ({ folders, feeds }: Arrangement) =>
  [null, ...folders]
    .map((name) => `${name ?? ""}:${feeds.flatMap((f) => (f.folder === name ? [f.id] : [])).join("")}`)
    .join(" ");

test("a source goes before another, into its folder, or to the end of one", () => {
  expect(shown(start)).toBe(":a West:bc East:d");
  expect(shown(move(start, { kind: "feed", id: "a" }, { kind: "before", feed: "c" }))).toBe(
    ": West:bac East:d",
  );
  expect(shown(move(start, { kind: "feed", id: "b" }, { kind: "into", folder: "East" }))).toBe(
    ":a West:c East:db",
  );
  expect(shown(move(start, { kind: "feed", id: "d" }, { kind: "into", folder: null }))).toBe(
    ":ad West:bc East:",
  );
});

test("a folder moves with what is in it", () => {
  expect(shown(move(start, { kind: "folder", id: "East" }, { kind: "folder", before: "West" }))).toBe(
    ":a East:d West:bc",
  );
  expect(shown(step(start, { kind: "folder", id: "West" }, 1)!)).toBe(":a East:d West:bc");
  expect(step(start, { kind: "folder", id: "West" }, -1)).toBeNull();
});

test("step by step from the top to the end and back", () => {
  const steps = [shown(start)];
  let now: Arrangement | null = start;
  for (;;) {
    now = step(now, { kind: "feed", id: "a" }, 1);
    if (!now) break;
    steps.push(shown(now));
  }
  expect(steps).toEqual([
    ":a West:bc East:d",
    ": West:abc East:d",
    ": West:bac East:d",
    ": West:bca East:d",
    ": West:bc East:ad",
    ": West:bc East:da",
  ]);
  const up = step(
    move(start, { kind: "feed", id: "a" }, { kind: "into", folder: "East" }),
    { kind: "feed", id: "d" },
    -1,
  );
  expect(shown(up!)).toBe(": West:bcd East:a");
});

test("folders are renamed, joined and dissolved", () => {
  expect(shown(renameFolder(start, "West", "Centre"))).toBe(":a Centre:bc East:d");
  expect(shown(renameFolder(start, "West", "East"))).toBe(":a East:bcd");
  expect(shown(removeFolder(start, "West"))).toBe(":abc East:d");
});
