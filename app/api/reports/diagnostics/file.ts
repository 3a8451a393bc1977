import { shareWords, suggestionWords } from "@/components/admin/diagnostics/words";
import { offeredWords } from "@/components/admin/planning/words";
import { toDecimalUsd } from "@/lib/money";
import type { SheetColumn } from "@/lib/reports";
import type { Diagnostics, ModelHabit, PilotWeek, Suggestion, TroubleCall } from "@/lib/reports/types";
import type { ListFile } from "../list-answer";

type Column<T> = SheetColumn<T>;
type Call = TroubleCall & { trouble: string };
type Trouble = "spikes" | "short" | "long" | "repeating";
type Week = PilotWeek & { members: number };

const MODEL_COLUMNS: Column<ModelHabit>[] = [
  { name: "provider", read: ({ provider }) => provider },
  { name: "model", read: ({ model }) => model, paper: { label: "Model", share: 0.18, lines: 2 } },
  { name: "answers", read: ({ answers }) => answers, paper: { label: "Answers", share: 0.07, sums: true } },
  { name: "members", read: ({ members }) => members },
  { name: "input_tokens", read: ({ inputTokens }) => inputTokens },
  usd("cost_usd", ({ costPicoUsd }) => costPicoUsd, { label: "Cost, $", share: 0.1, sums: true }),
  {
    ...{ name: "long_answers", read: ({ long }) => long.answers },
    paper: { label: "Long inputs", share: 0.07, sums: true },
  },
  { name: "long_input_tokens", read: ({ long }) => long.inputTokens },
  usd("long_cost_usd", ({ long }) => long.costPicoUsd, { label: "Their cost, $", share: 0.1, sums: true }),
  {
    ...{ name: "short_answers", read: ({ short }) => short.answers },
    paper: { label: "Short questions", share: 0.08, sums: true },
  },
  { name: "short_members", read: ({ short }) => short.members },
  usd("short_cost_usd", ({ short }) => short.costPicoUsd, { label: "Their cost, $", share: 0.1, sums: true }),
  {
    ...{ name: "cheapest_model", read: ({ short }) => short.elsewhere?.model ?? null },
    paper: { label: "Cheapest for these", share: 0.13, lines: 2 },
  },
  usd("short_cost_there_usd", ({ short }) => short.elsewhere?.costPicoUsd ?? null, {
    ...{ label: "Cost there, $", share: 0.09 },
  }),
  { name: "tokens_sent_again", read: ({ repeated }) => repeated.tokens },
  { name: "tokens_from_the_cache", read: ({ repeated }) => repeated.cachedTokens },
  usd("missed_usd", ({ repeated }) => repeated.missedPicoUsd, { label: "Not cached, $", share: 0.08 }),
];

const CALL_COLUMNS: Column<Call>[] = [
  { name: "trouble", read: ({ trouble }) => trouble, paper: { label: "Behind", share: 0.2, lines: 2 } },
  { name: "at", read: ({ occurredAt }) => occurredAt, paper: { label: "At", share: 0.14 } },
  { name: "run_id", read: ({ runId }) => runId },
  { name: "member", read: ({ memberName }) => memberName, paper: { label: "Member", share: 0.2, lines: 2 } },
  { name: "member_id", read: ({ memberId }) => memberId },
  { name: "provider", read: ({ provider }) => provider },
  { name: "model", read: ({ model }) => model, paper: { label: "Model", share: 0.18, lines: 2 } },
  {
    ...{ name: "input_tokens", read: ({ inputTokens }) => inputTokens },
    paper: { label: "Tokens in", share: 0.08 },
  },
  { name: "output_tokens", read: ({ outputTokens }) => outputTokens, paper: { label: "Out", share: 0.08 } },
  usd("cost_usd", ({ costPicoUsd }) => costPicoUsd, { label: "Cost, $", share: 0.12 }),
];

const WEEK_COLUMNS: Column<Week>[] = [
  { name: "week_from", read: ({ monday }) => monday, paper: { label: "Week from", share: 0.2 } },
  {
    ...{ name: "active_members", read: ({ activeMembers }) => activeMembers },
    paper: { label: "Active members", share: 0.14 },
  },
  {
    ...{ name: "members_now", read: ({ members }) => members },
    paper: { ...{ label: "Adoption", share: 0.12, numeric: true }, read: adoption },
  },
  { name: "new_threads", read: ({ threads }) => threads, paper: { label: "New threads", share: 0.14 } },
  { name: "answers", read: ({ usage }) => usage.answers, paper: { label: "Answers", share: 0.14 } },
  usd("cost_usd", ({ usage }) => usage.costPicoUsd, { label: "Spend, $", share: 0.13 }),
  usd("cost_per_active_member_usd", eachOf, { label: "Spend each, $", share: 0.13 }),
];

const SUGGESTION_COLUMNS: Column<Suggestion>[] = [
  { name: "kind", read: ({ kind }) => kind },
  { name: "suggestion", read: suggestionWords, paper: { label: "Suggestion", share: 0.8, lines: 3 } },
  { name: "model", read: ({ model }) => model },
  { name: "cheaper_model", read: ({ to }) => to && offeredWords(to.model, to.isOffered) },
  { name: "members", read: ({ members }) => members },
  { name: "answers", read: ({ answers }) => answers },
  usd("saved_in_30_days_usd", ({ savedPicoUsd }) => savedPicoUsd, { label: "At most, $", share: 0.2 }),
];

const CALL_TITLES: Record<Trouble, string> = {
  spikes: "The dearest answers of unusual days",
  short: "The dearest short questions",
  long: "The longest requests",
  repeating: "The answers with most to cache",
};

/** What the answers on each model were like: long inputs, short questions, and what no cache kept. */
export function habitsFile(found: Diagnostics): ListFile<ModelHabit> {
  return {
    ...{ name: "purser-diagnostics-models", title: "Diagnostics by model", notes: [daysOf(found)] },
    sheet: { columns: MODEL_COLUMNS, rows: [found.habits] },
  };
}

/** The answers behind one trouble: who and on what, never what was said. */
export function callsFile(found: Diagnostics, trouble: Trouble): ListFile<Call> {
  const calls: Record<Trouble, Call[]> = {
    spikes: found.spikes.flatMap(({ day, calls }) => named(`The spike of ${day}`, calls)),
    short: named("Short questions", found.shortest),
    long: named("Long inputs", found.longest),
    repeating: named("Nothing cached", found.repeating),
  };
  return {
    ...{ name: `purser-diagnostics-${trouble}`, title: CALL_TITLES[trouble], notes: [daysOf(found)] },
    sheet: { columns: CALL_COLUMNS, rows: [calls[trouble]] },
  };
}

/** How a roll-out goes, the newest week first, as on the page. */
export function weeksFile({ weeks, members }: Diagnostics): ListFile<Week> {
  return {
    ...{ name: "purser-diagnostics-roll-out", title: "Roll-out by week" },
    notes: [`The newest week is still under way. Adoption is of the ${members} who can sign in today.`],
    sheet: { columns: WEEK_COLUMNS, rows: [weeks.toReversed().map((week) => ({ ...week, members }))] },
  };
}

/** What would save money, the most first. */
export function suggestionsFile(found: Diagnostics): ListFile<Suggestion> {
  return {
    ...{ name: "purser-diagnostics-suggestions", title: "Suggestions", notes: [daysOf(found)] },
    sheet: { columns: SUGGESTION_COLUMNS, rows: [found.suggestions] },
  };
}

function usd<T>(
  name: string,
  amount: (row: T) => bigint | null,
  paper: NonNullable<Column<T>["paper"]>,
): Column<T> {
  const read = (row: T) => {
    const found = amount(row);
    return found === null ? null : { decimal: toDecimalUsd(found) };
  };
  return { name, read, paper: { ...paper, numeric: true } };
}

function named(trouble: string, calls: readonly TroubleCall[]): Call[] {
  return calls.map((call) => ({ ...call, trouble }));
}

function adoption({ activeMembers, members }: Week): string {
  return shareWords(activeMembers, members);
}

/** To the pico-USD below, as the page has it. */
function eachOf({ activeMembers, usage }: Week): bigint | null {
  return activeMembers === 0 ? null : usage.costPicoUsd / BigInt(activeMembers);
}

function daysOf({ from, to, timeZone }: Diagnostics): string {
  return `${from} to ${to}; days of the zone ${timeZone}.`;
}
