import { expect, test } from "vitest";

import type { Row } from "../api/generated";
import { arrange } from "./front-columns";

const row = (id: string, picture: string | null = null) => ({ id, picture }) as Row;
const six = [row("a"), row("b"), row("c", "p"), row("d"), row("e"), row("f", "p")];
const ids = (columns: ReturnType<typeof arrange>) =>
  columns.map((column) => column.map((placed) => placed.row.id).join(""));

test("a picture between two columns without", () => {
  const columns = arrange(six, 3, true);
  expect(ids(columns)).toEqual(["ad", "c", "bef"]);
  expect(columns.map((column) => column[0]!.big)).toEqual([true, true, true]);
});

test("two columns: the picture first", () => expect(ids(arrange(six, 2, true))).toEqual(["cef", "abd"]));
test("one column keeps the order", () => expect(ids(arrange(six, 1, true))).toEqual(["abcdef"]));
test("without pictures the headlines take the columns", () => {
  expect(ids(arrange(six, 3, false))).toEqual(["ad", "be", "cf"]);
  expect(ids(arrange([row("a")], 3, true))).toEqual(["a"]);
  expect(arrange([], 3, true)).toEqual([]);
});
