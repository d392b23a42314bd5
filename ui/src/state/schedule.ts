/** Missed by more than this, by a computer that slept or was off, an hour is let pass until tomorrow. */
const LATEST_MINUTES = 180;

/** Whether what is to happen daily at `at` (`HH:MM`; empty: never) is due and did not happen today. */
export function isDue(now: Date, at: string, last: string | null): boolean {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(at) ?? [];
  if (hours === undefined || minutes === undefined || last === now.toDateString()) return false;
  const late = now.getHours() * 60 + now.getMinutes() - (Number(hours) * 60 + Number(minutes));
  return late >= 0 && late <= LATEST_MINUTES;
}
