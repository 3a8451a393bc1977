/** "22 Nov 2026, 09:30" on the clocks of a zone. */
export function instantOnPaper(instant: Date, timeZone: string): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, ...options }).format(instant);
  const day = format({ day: "numeric", month: "short", year: "numeric" }).replaceAll(" ", "\u00a0");
  return `${day}, ${format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" })}`;
}

/** "Read on 22 Nov 2026, 09:30; times are in the zone Europe/Warsaw." */
export function readWords(readAt: Date, timeZone: string): string {
  return `Read on ${instantOnPaper(readAt, timeZone)}; times are in the zone ${timeZone}.`;
}
