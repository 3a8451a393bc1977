import { Temporal } from "temporal-polyfill";
import { getEnv } from "@/lib/env";
import { findOrganisation } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { costRangeOf, csvLine } from "@/lib/reports";
import { assertAdmin } from "../admin-only";
import { FOCUS_COLUMNS } from "./columns";
import { consumerNames } from "./consumer";
import { readFocusDay } from "./read-day";
import { splitGroup } from "./split";
import { type FocusDay, type FocusRow, toFocusRow } from "./to-row";

export type FocusInput = {
  /** Civil days in the organisation's zone, both included; at most 1,100. */
  from: string;
  to: string;
  now?: Date;
  timeZone?: string;
  /** Of the consumers' names; AUTH_SECRET unless tests give one. */
  secret?: string;
};

/**
 * The ledger as FOCUS 1.3's Cost and Usage, read as it is asked for: a row for each day, member, model, price and kind
 * of tokens, adjustments in rows of their own. Costs add up to the entries' exactly. For admins; throws `invalid` for a
 * range that is none.
 */
export async function* focusFile(ctx: Ctx, input: FocusInput): AsyncGenerator<string> {
  assertAdmin(ctx.actor);
  const { now = new Date(), timeZone = getEnv().ORG_TIME_ZONE } = input;
  const range = costRangeOf({ preset: "custom", from: input.from, to: input.to }, { now, timeZone });
  const organisation = await findOrganisation(ctx.db);
  const account = { id: organisation?.id ?? "none", name: organisation?.name ?? "" };
  const consumerOf = consumerNames(input.secret ?? getEnv().AUTH_SECRET ?? "");
  yield csvLine(FOCUS_COLUMNS);
  const last = Temporal.PlainDate.from(range.to);
  let day = Temporal.PlainDate.from(range.from);
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const facts = { account, consumerOf, ...periodsOf(day, timeZone) };
    for await (const groups of readFocusDay(ctx.db, day.toString())) yield linesOf(facts, groups);
  }
}

function linesOf(day: FocusDay, groups: Parameters<typeof splitGroup>[0][]): string {
  return groups
    .flatMap((group) => splitGroup(group).map((piece) => lineOf(toFocusRow(day, group, piece))))
    .join("");
}

function lineOf(row: FocusRow): string {
  return csvLine(FOCUS_COLUMNS.map((column) => row[column] ?? null));
}

function periodsOf(day: Temporal.PlainDate, timeZone: string): Pick<FocusDay, "day" | "month"> {
  const month = day.with({ day: 1 });
  const startOf = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
  return {
    day: { start: startOf(day), end: startOf(day.add({ days: 1 })) },
    month: { start: startOf(month), end: startOf(month.add({ months: 1 })) },
  };
}
