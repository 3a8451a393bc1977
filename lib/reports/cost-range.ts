import { Temporal } from "temporal-polyfill";
import { AppError } from "@/lib/errors";
import { civilDay, readDay } from "./calendar";
import type { CostPreset, CostRange, CostsInput, Granularity } from "./cost-types";

export const COST_DAYS_MAX = 1_100;

type Clock = { now: Date; timeZone: string };

/**
 * The civil days that a preset means at an instant in a zone. A custom range ends today at the latest. Throws `invalid`
 * for days that are none, that are the wrong way round or that have not begun, and beyond 1,100 of them.
 */
export function costRangeOf(wanted: CostsInput["range"], { now, timeZone }: Clock): CostRange {
  const today = civilDay(now, timeZone);
  const [from, to] = wanted.preset === "custom" ? customOf(wanted, today) : presetOf(wanted.preset, today);
  const days = from.until(to).days + 1;
  return {
    preset: wanted.preset,
    from: from.toString(),
    to: to.toString(),
    days,
    before: { from: from.subtract({ days }).toString(), to: from.subtract({ days: 1 }).toString() },
    today: today.toString(),
    timeZone,
    readAt: now,
  };
}

/** The first day of each bucket that lies in the range; weeks begin on Monday. */
export function bucketsOf({ from, to }: Pick<CostRange, "from" | "to">, granularity: Granularity): string[] {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const buckets: string[] = [];
  for (
    let day = first;
    Temporal.PlainDate.compare(day, last) <= 0;
    day = startOf(day, granularity).add(STEP[granularity])
  ) {
    buckets.push(day.toString());
  }
  return buckets;
}

const STEP = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } } as const;

function startOf(day: Temporal.PlainDate, granularity: Granularity): Temporal.PlainDate {
  if (granularity === "month") return day.with({ day: 1 });
  return granularity === "week" ? day.subtract({ days: day.dayOfWeek - 1 }) : day;
}

type Ends = [Temporal.PlainDate, Temporal.PlainDate];

function presetOf(preset: Exclude<CostPreset, "custom">, today: Temporal.PlainDate): Ends {
  const month = today.with({ day: 1 });
  switch (preset) {
    case "today":
      return [today, today];
    case "7d":
      return [today.subtract({ days: 6 }), today];
    case "30d":
      return [today.subtract({ days: 29 }), today];
    case "month":
      return [month, today];
    case "last-month":
      return [month.subtract({ months: 1 }), month.subtract({ days: 1 })];
    case "quarter":
      return [month.subtract({ months: (today.month - 1) % 3 }), today];
    case "year":
      return [today.with({ month: 1, day: 1 }), today];
    case "12m":
      return [today.subtract({ months: 12 }).add({ days: 1 }), today];
  }
}

function customOf({ from, to }: CostsInput["range"], today: Temporal.PlainDate): Ends {
  const [first, wanted] = [readDay(from), readDay(to)];
  const last = Temporal.PlainDate.compare(wanted, today) > 0 ? today : wanted;
  if (Temporal.PlainDate.compare(first, last) > 0) {
    throw new AppError("invalid", "Choose a first day that has begun and is not after the last one.");
  }
  if (first.until(last).days >= COST_DAYS_MAX) {
    throw new AppError("invalid", `Choose at most ${COST_DAYS_MAX.toLocaleString("en-US")} days.`);
  }
  return [first, last];
}
