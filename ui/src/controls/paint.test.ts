import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { afterPaint } from "./paint";

let frame: (() => void) | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => (frame = draw));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("once, and only when the frame is painted", () => {
  const then = vi.fn();
  afterPaint(then);
  vi.advanceTimersByTime(20);
  frame?.();
  expect(then).not.toHaveBeenCalled();
  vi.advanceTimersByTime(0);
  expect(then).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1000);
  expect(then).toHaveBeenCalledTimes(1);
});

test("nothing waits for good in a window that is hidden, and so has no frames", () => {
  const then = vi.fn();
  afterPaint(then);
  vi.advanceTimersByTime(1000);
  expect(then).toHaveBeenCalledTimes(1);
  frame?.();
  vi.advanceTimersByTime(1000);
  expect(then).toHaveBeenCalledTimes(1);
});
