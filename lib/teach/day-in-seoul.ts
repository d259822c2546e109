// The first or the last instant of a day in Korea, from what a date field says. Pure.

/** `dayInSeoul("2026-03-02", "ends")` → 2026-03-02T14:59:59.999Z; nothing for an empty field. */
export function dayInSeoul(day: string, which: "begins" | "ends"): Date | undefined {
  if (day === "") return undefined;
  return new Date(`${day}T${which === "begins" ? "00:00:00.000" : "23:59:59.999"}+09:00`);
}
