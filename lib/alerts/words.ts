import { formatLimit, formatUsd } from "@/lib/money";
import type { Alerted, Overrun, Threshold } from "./payload";

/** Names by the id of a member, department, plan or key; what is gone has none. */
export type Names = ReadonlyMap<string, string>;

/** "Member 07's November budget of $5.00 has reached 80 %". */
export function sentenceOf(alerted: Alerted, names: Names, timeZone: string): string {
  return alerted.kind === "overrun"
    ? overrunSentence(alerted, names)
    : thresholdSentence(alerted, names, timeZone);
}

function overrunSentence({ model, overrunPicoUsd, userId }: Overrun, names: Names): string {
  const who = names.get(userId) ?? "a member";
  return `${model} charged ${formatUsd(overrunPicoUsd)} more than was held for a call of ${who}`;
}

function thresholdSentence(threshold: Threshold, names: Names, timeZone: string): string {
  const { whose, forWhat } = belonging(threshold, names);
  const { month, day } = periodWords(threshold, timeZone);
  const limit = formatLimit(threshold.limit, threshold.unit);
  const state = threshold.percent >= 100 ? "is used up" : `has reached ${threshold.percent} %`;
  return [whose, month, "budget of", limit, day, forWhat, state].filter(Boolean).join(" ");
}

type Belonging = { whose: string; forWhat?: string };

function belonging({ scope, scopeId, subjectId }: Threshold, names: Names): Belonging {
  const name = names.get(scopeId ?? "");
  const member = `${names.get(subjectId) ?? "A member"}'s`;
  switch (scope) {
    case "org":
      return { whose: "The organisation's" };
    case "department":
      return { whose: `${name ?? "A department"}'s` };
    case "department_member":
      return { whose: member, forWhat: `in ${name ?? "a department"}` };
    case "plan":
      return { whose: member, forWhat: `by the plan ${name ?? "of that time"}` };
    case "member":
      return { whose: `${name ?? "A member"}'s` };
    case "self":
      return { whose: `${name ?? "A member"}'s own` };
    case "assistant":
      return { whose: "An assistant's" };
    case "thread":
      return { whose: "A thread's" };
    case "api_key":
      return name ? { whose: "The", forWhat: `for the key “${name}”` } : { whose: "A key's" };
    case "model":
      return { whose: "The", forWhat: `for ${scopeId ?? "a model"}` };
  }
}

/** With the date by which it is found later: "November", "for 22 November". */
function periodWords({ period, startsAt }: Threshold, timeZone: string): { month?: string; day?: string } {
  if (period === "total") return {};
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(startsAt);
  if (period === "month") return { month: date({ month: "long" }) };
  const day = date({ day: "numeric", month: "long" });
  return { day: period === "week" ? `for the week of ${day}` : `for ${day}` };
}
