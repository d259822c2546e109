// Minutes as one would say them: 15분, 약 4시간, 약 4시간 20분 (long ones to the nearest ten).
import type { learn } from "@/lib/messages/learn";
import type { Translate } from "@/lib/messages/translate";

export function durationText(minutes: number, t: Translate<typeof learn.ko>): string {
  if (minutes < 60) return t("minutes", { count: minutes });
  const rounded = Math.round(minutes / 10) * 10;
  const hours = Math.floor(rounded / 60);
  const rest = rounded % 60;
  return rest === 0 ? t("hours", { count: hours }) : t("hoursMinutes", { hours, minutes: rest });
}
