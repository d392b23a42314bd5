import { describe, expect, test } from "vitest";

import { CITIES, isNight, sun } from "./evening";

const clock = { night_place: "", night_from: "20:00", night_to: "07:00" };
const at = (hours: number, minutes = 0) => new Date(2026, 10, 24, hours, minutes);

describe("by the clock", () => {
  test("a night runs over midnight", () => {
    expect(isNight(at(19, 59), clock)).toBe(false);
    expect(isNight(at(20), clock)).toBe(true);
    expect(isNight(at(0), clock)).toBe(true);
    expect(isNight(at(6, 59), clock)).toBe(true);
    expect(isNight(at(7), clock)).toBe(false);
  });

  test("one that does not, does not", () => {
    expect(isNight(at(3), { ...clock, night_from: "01:00", night_to: "06:00" })).toBe(true);
    expect(isNight(at(23), { ...clock, night_from: "01:00", night_to: "06:00" })).toBe(false);
  });

  test("what is no time is the usual one", () => {
    expect(isNight(at(21), { ...clock, night_from: "late", night_to: "" })).toBe(true);
  });
});

describe("by the sun", () => {
  // By the spherical triangle, worked by hand.
  test.each([
    ["2026-06-21", "2026-06-20T22:59Z", "2026-06-21T15:33Z"],
    ["2026-12-21", "2026-12-21T03:15Z", "2026-12-21T11:09Z"],
    ["2026-03-20", "2026-03-20T01:16Z", "2026-03-20T13:27Z"],
  ])("Astana on %s", (_, rise, set) => {
    const noon = Date.parse(rise) / 2 + Date.parse(set) / 2;
    const day = sun(noon, ...CITIES.astana)!;
    expect(Math.abs(day.rise - Date.parse(rise)) / 60_000).toBeLessThan(6);
    expect(Math.abs(day.set - Date.parse(set)) / 60_000).toBeLessThan(6);
  });

  test("night lies between sunset and sunrise at every hour of a year", () => {
    for (let hour = 0; hour < 366 * 24; hour += 7) {
      const now = Date.UTC(2026, 0, 1, hour);
      const [north, east] = CITIES.oral;
      const solar = (((now / 3_600_000 + east / 15) % 24) + 24) % 24;
      const night = isNight(new Date(now), { ...clock, night_place: "oral" });
      if (solar > 9 && solar < 15) expect(night, new Date(now).toISOString()).toBe(false);
      if (solar < 2 || solar > 22) expect(night, new Date(now).toISOString()).toBe(true);
      expect(sun(now, north, east)).not.toBeNull();
    }
  });

  test("a place without a sunset goes by the clock", () => {
    expect(sun(Date.UTC(2026, 5, 21), 80, 20)).toBeNull();
  });
});
