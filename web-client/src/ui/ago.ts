const steps = [
  { unit: "second", seconds: 1, upTo: 45 },
  { unit: "minute", seconds: 60, upTo: 45 * 60 },
  { unit: "hour", seconds: 3600, upTo: 22 * 3600 },
  { unit: "day", seconds: 86_400, upTo: 26 * 86_400 },
  { unit: "month", seconds: 30.44 * 86_400, upTo: 320 * 86_400 },
  { unit: "year", seconds: 365.25 * 86_400, upTo: Infinity },
] as const;

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "5 minutes ago": how long before `now` something was, both in milliseconds. */
export function ago(then: number, now: number): string {
  const seconds = Math.max(0, (now - then) / 1000);
  if (seconds < 45) return "just now";
  const step = steps.find(({ upTo }) => seconds < upTo) ?? steps[5];
  return words.format(-Math.max(1, Math.round(seconds / step.seconds)), step.unit);
}

const clock = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** "14:03" */
export function timeOfDay(then: number): string {
  return clock.format(then);
}

const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });

/** "14:03", with the day if that is not the one of `now`. */
export function sinceWords(then: number, now: number): string {
  const today = new Date(then).toDateString() === new Date(now).toDateString();
  return today ? timeOfDay(then) : `${day.format(then)}, ${timeOfDay(then)}`;
}
