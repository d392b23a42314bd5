/** When it is night: by the reader's clock, or by the sun over a city. Pure; nothing is asked of the net. */
import type { Settings } from "../api";

/** Degrees north and east. */
export const CITIES = {
  almaty: [43.24, 76.95],
  astana: [51.13, 71.43],
  shymkent: [42.32, 69.6],
  aktau: [43.65, 51.2],
  aktobe: [50.28, 57.17],
  atyrau: [47.12, 51.88],
  karaganda: [49.8, 73.09],
  kokshetau: [53.28, 69.39],
  konaev: [43.86, 77.06],
  kostanay: [53.21, 63.63],
  kyzylorda: [44.85, 65.51],
  oral: [51.23, 51.37],
  oskemen: [49.95, 82.61],
  pavlodar: [52.28, 76.97],
  petropavl: [54.87, 69.15],
  semey: [50.41, 80.25],
  taldykorgan: [45.02, 78.37],
  taraz: [42.9, 71.37],
  turkistan: [43.3, 68.25],
  zhezkazgan: [47.78, 67.71],
} as const satisfies Record<string, readonly [number, number]>;
export type City = keyof typeof CITIES;

const DAY = 86_400_000;
const RAD = Math.PI / 180;

/** Sunrise and sunset of the day that the sun is highest nearest to `now`; null where it does not set or rise. */
export function sun(now: number, north: number, east: number): { rise: number; set: number } | null {
  // The almanac's short formulae (Astronomical Algorithms, chapters 15 and 25), good to a minute or two.
  const J2000 = Date.UTC(2000, 0, 1, 12);
  const n = Math.round((now - J2000) / DAY + east / 360);
  const noon = n - east / 360;
  const anomaly = (357.5291 + 0.98560028 * noon) % 360;
  const centre =
    1.9148 * Math.sin(anomaly * RAD) +
    0.02 * Math.sin(2 * anomaly * RAD) +
    0.0003 * Math.sin(3 * anomaly * RAD);
  const longitude = (anomaly + centre + 180 + 102.9372) % 360;
  const transit = noon + 0.0053 * Math.sin(anomaly * RAD) - 0.0069 * Math.sin(2 * longitude * RAD);
  const declination = Math.asin(Math.sin(longitude * RAD) * Math.sin(23.4397 * RAD));
  const height =
    (Math.sin(-0.833 * RAD) - Math.sin(north * RAD) * Math.sin(declination)) /
    (Math.cos(north * RAD) * Math.cos(declination));
  if (Math.abs(height) > 1) return null;
  const half = Math.acos(height) / (2 * Math.PI);
  return { rise: J2000 + (transit - half) * DAY, set: J2000 + (transit + half) * DAY };
}

function minutes(clock: string): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(clock);
  if (!found) return null;
  const all = Number(found[1]) * 60 + Number(found[2]);
  return all < 1440 ? all : null;
}

export function isNight(
  now: Date,
  settings: Pick<Settings, "night_place" | "night_from" | "night_to">,
): boolean {
  const city = CITIES[settings.night_place as City] as readonly [number, number] | undefined;
  if (city) {
    const day = sun(now.getTime(), city[0], city[1]);
    if (day) return now.getTime() < day.rise || now.getTime() >= day.set;
  }
  const from = minutes(settings.night_from) ?? 20 * 60;
  const to = minutes(settings.night_to) ?? 7 * 60;
  const at = now.getHours() * 60 + now.getMinutes();
  return from <= to ? at >= from && at < to : at >= from || at < to;
}
