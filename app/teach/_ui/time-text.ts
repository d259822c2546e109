// Times as one would say them: 3분, 1시간 20분, 2일 전. On the server and in the browser alike.
import type { teach } from "@/lib/messages/teach";
import type { Locale, Translate } from "@/lib/messages/translate";

type Say = Translate<typeof teach.ko>;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function spanText(ms: number, t: Say): string {
  if (ms < minute) return t("underMinute");
  if (ms < hour) return t("minutes", { count: Math.round(ms / minute) });
  if (ms >= day) return t("days", { count: Math.floor(ms / day) });
  const hours = Math.floor(ms / hour);
  const minutes = Math.round((ms % hour) / minute);
  // After a while minutes say nothing.
  if (minutes === 0 || minutes === 60 || hours >= 3)
    return t("hours", { count: Math.round(ms / hour) });
  return t("hoursMinutes", { hours, minutes });
}

export function agoText(at: Date, now: number, t: Say): string {
  const ms = now - at.getTime();
  return ms < minute ? t("justNow") : t("ago", { time: spanText(ms, t) });
}

/** A day as its class knows it: our days begin at midnight in Seoul. */
const zone = "Asia/Seoul";

export const dayText = (at: Date, locale: Locale) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: zone }).format(at);

export const momentText = (at: Date | number, locale: Locale) =>
  new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(at);

export const clockText = (at: Date | number, locale: Locale) =>
  new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(at);
