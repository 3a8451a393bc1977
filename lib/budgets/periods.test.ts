import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { dayOf, monthOf, periodEnd, periodStart, periodStarts } from "./periods";

/** Odd ones: offsets of 45 and 30 minutes, half an hour of summer time, midnights that do not exist, a skipped day. */
const ZONES = [
  "UTC",
  "Europe/Warsaw",
  "America/New_York",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Australia/Lord_Howe",
  "America/Santiago",
  "Africa/Cairo",
  "Asia/Gaza",
  "Asia/Beirut",
  "America/Havana",
];
const KINDS = ["day", "week", "month"] as const;
type Kind = (typeof KINDS)[number];

const FIRST = Date.parse("2009-01-01T00:00:00Z");
const LAST = Date.parse("2041-01-01T00:00:00Z");
const HOUR_MS = 3_600_000;

/** All instants at which a zone's clocks were or will be changed. */
function changesOf(zone: string): number[] {
  const changes: number[] = [];
  let at: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(FIRST).toZonedDateTimeISO(zone);
  while (at && at.epochMilliseconds < LAST) {
    changes.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition("next");
  }
  return changes;
}

const CHANGES = new Map(ZONES.map((zone) => [zone, changesOf(zone)]));

const zone = fc.constantFrom(...ZONES);
const kind = fc.constantFrom<Kind[]>(...KINDS);
const anywhere = fc.integer({ min: FIRST, max: LAST });
/** Near a change of the clocks, to the millisecond around whole half hours. */
const near = fc.tuple(fc.nat(), fc.integer({ min: -60, max: 60 }), fc.integer({ min: -1, max: 1 }));

/** An instant of a zone, half of them within thirty hours of a change of its clocks. */
const inZone = fc.tuple(zone, anywhere, near, fc.boolean()).map(([name, far, [n, halfHours, ms], isNear]) => {
  const changes = CHANGES.get(name) ?? [];
  const change = changes[n % changes.length] ?? far;
  return { zone: name, at: new Date(isNear ? change + (halfHours * HOUR_MS) / 2 + ms : far) };
});

function bounds(period: Kind, at: Date, zone: string): { start: Date; end: Date } {
  const end = periodEnd(period, at, zone);
  if (!end) throw new Error("Only a total has no end.");
  return { start: periodStart(period, at, zone), end };
}

const hoursOf = (at: string, zone: string, period: Kind = "day") => {
  const { start, end } = bounds(period, new Date(at), zone);
  return (end.getTime() - start.getTime()) / HOUR_MS;
};

describe("each instant", () => {
  test("lies in exactly one period of each kind, and the next one begins where it ends", () => {
    fc.assert(
      fc.property(inZone, kind, fc.double({ min: 0, max: 1, noNaN: true }), ({ zone, at }, period, share) => {
        const { start, end } = bounds(period, at, zone);
        expect(start <= at && at < end).toBe(true);
        const length = end.getTime() - start.getTime();
        const other = new Date(start.getTime() + Math.floor(share * (length - 1)));
        for (const inside of [start, other, new Date(end.getTime() - 1)]) {
          expect(bounds(period, inside, zone)).toEqual({ start, end });
        }
        expect(bounds(period, end, zone).start).toEqual(end);
        expect(bounds(period, new Date(start.getTime() - 1), zone).end).toEqual(start);
      }),
      { numRuns: 800 },
    );
  });

  test("has a day within its week and its month, which begin on a Monday and on the first", () => {
    fc.assert(
      fc.property(inZone, ({ zone, at }) => {
        const { day, week, month, total } = periodStarts({ at, timeZone: zone });
        expect(week <= day && month <= day && total <= month).toBe(true);
        expect(bounds("day", at, zone).end <= bounds("week", at, zone).end).toBe(true);
        expect(bounds("day", at, zone).end <= bounds("month", at, zone).end).toBe(true);
        expect(Temporal.PlainDate.from(dayOf(week, zone)).dayOfWeek).toBe(1);
        expect(dayOf(month, zone).slice(8)).toBe("01");
        expect(monthOf(at, zone)).toBe(dayOf(month, zone));
      }),
      { numRuns: 400 },
    );
  });

  test("has one civil day for all of its day, which is not that of the next", () => {
    fc.assert(
      fc.property(inZone, fc.double({ min: 0, max: 1, noNaN: true }), ({ zone, at }, share) => {
        const { start, end } = bounds("day", at, zone);
        const other = start.getTime() + Math.floor(share * (end.getTime() - start.getTime() - 1));
        expect(dayOf(new Date(other), zone)).toBe(dayOf(at, zone));
        expect(dayOf(end, zone) > dayOf(at, zone)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("of this century's second quarter lies in one period of each kind in every zone there is", () => {
    const everywhere = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    const later = fc.integer({ min: Date.parse("2026-01-01T00:00:00Z"), max: LAST });
    fc.assert(
      fc.property(everywhere, later, kind, (zone, ms, period) => {
        const { start, end } = bounds(period, new Date(ms), zone);
        expect(start.getTime() <= ms && ms < end.getTime()).toBe(true);
        expect(bounds(period, end, zone).start).toEqual(end);
      }),
      { numRuns: 500 },
    );
  });

  test("lies in the one total, which never ends", () => {
    fc.assert(
      fc.property(inZone, ({ zone, at }) => {
        expect(periodStart("total", at, zone)).toEqual(new Date(0));
        expect(periodEnd("total", at, zone)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });
});

describe("a day", () => {
  test.each([
    ["23 hours when the clocks go forward", "2026-03-08T17:00:00Z", "America/New_York", 23],
    ["25 hours when they go back", "2026-11-01T17:00:00Z", "America/New_York", 25],
    ["23 and a half where summer time is half an hour", "2026-10-04T00:00:00Z", "Australia/Lord_Howe", 23.5],
    ["24 and a half on the way back", "2026-04-05T00:00:00Z", "Australia/Lord_Howe", 24.5],
    ["23 hours where midnight does not exist", "2026-09-06T12:00:00Z", "America/Santiago", 23],
    ["25 hours where the last hour comes twice", "2026-04-04T12:00:00Z", "America/Santiago", 25],
    ["23 hours in Cairo when Friday begins at one", "2026-04-24T12:00:00Z", "Africa/Cairo", 23],
    ["24 hours where nothing changes", "2026-02-28T12:00:00Z", "Asia/Kathmandu", 24],
  ])("has %s", (...[, at, zone, hours]) => {
    expect(hoursOf(at, zone)).toBe(hours);
  });

  test("begins at the first moment there is where midnight does not exist", () => {
    const noon = new Date("2026-09-06T15:00:00Z");
    expect(periodStart("day", noon, "America/Santiago").toISOString()).toBe("2026-09-06T04:00:00.000Z");
    expect(dayOf(new Date("2026-09-06T03:59:59.999Z"), "America/Santiago")).toBe("2026-09-05");
  });

  test("goes on over the day that Apia skipped", () => {
    const lastMoment = new Date("2011-12-30T09:59:59Z");
    expect(dayOf(lastMoment, "Pacific/Apia")).toBe("2011-12-29");
    expect(periodEnd("day", lastMoment, "Pacific/Apia")?.toISOString()).toBe("2011-12-30T10:00:00.000Z");
    expect(dayOf(new Date("2011-12-30T10:00:00Z"), "Pacific/Apia")).toBe("2011-12-31");
  });

  test("begins a quarter past every other zone's in Kathmandu", () => {
    const at = new Date("2026-11-30T23:30:00Z");
    expect(periodStart("day", at, "Asia/Kathmandu").toISOString()).toBe("2026-11-30T18:15:00.000Z");
  });
});

describe("a week", () => {
  test.each([
    ["seven days", "2026-11-25T12:00:00Z", "UTC", 168],
    ["six in which Apia skipped one", "2011-12-28T12:00:00Z", "Pacific/Apia", 144],
    ["an hour less in spring", "2026-03-29T12:00:00Z", "Europe/Warsaw", 167],
    ["half an hour more on Lord Howe in autumn", "2026-04-05T00:00:00Z", "Australia/Lord_Howe", 168.5],
  ])("has %s", (...[, at, zone, hours]) => {
    expect(hoursOf(at, zone, "week")).toBe(hours);
  });

  test("runs on over the end of a year", () => {
    const newYear = new Date("2027-01-01T12:00:00Z");
    expect(bounds("week", newYear, "UTC")).toEqual({
      start: new Date("2026-12-28T00:00:00Z"),
      end: new Date("2027-01-04T00:00:00Z"),
    });
  });
});

describe("a month", () => {
  test.each([
    ["29 days in February of a leap year", "2028-02-29T12:00:00Z", "UTC", 29 * 24],
    ["28 in another", "2027-02-28T12:00:00Z", "UTC", 28 * 24],
    ["28 in the year 2100", "2100-02-28T12:00:00Z", "UTC", 28 * 24],
    ["an hour less than 31 days in March", "2026-03-15T12:00:00Z", "Europe/Warsaw", 31 * 24 - 1],
    ["30 days in Apia's December of 2011", "2011-12-15T12:00:00Z", "Pacific/Apia", 30 * 24],
  ])("has %s", (...[, at, zone, hours]) => {
    expect(hoursOf(at, zone, "month")).toBe(hours);
  });

  test("begins at the zone's own midnight", () => {
    const at = new Date("2026-11-30T23:30:00Z");
    expect(dayOf(at, "Europe/Warsaw")).toBe("2026-12-01");
    expect(monthOf(at, "UTC")).toBe("2026-11-01");
    expect(periodStart("month", at, "Asia/Kathmandu").toISOString()).toBe("2026-11-30T18:15:00.000Z");
  });
});
