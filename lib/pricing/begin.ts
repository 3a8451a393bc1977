import { Temporal } from "temporal-polyfill";

/**
 * Reads when a price begins, on the clocks of a zone: "2026-12-01" (its first moment) or "2026-12-01T09:30". A time
 * that a clock change skips is the one an hour later. Throws RangeError with what to do.
 */
export function parseBegin(text: string, timeZone: string): Date {
  try {
    const local = Temporal.PlainDateTime.from(text.trim(), { overflow: "reject" });
    return new Date(local.toZonedDateTime(timeZone).epochMilliseconds);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError("Give a day such as 2026-12-01, or a day and a time such as 2026-12-01T09:30.", {
      cause: error,
    });
  }
}
