import { Temporal } from "temporal-polyfill";
import { formatAmount, formatExactUsd, formatLimit, formatUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import type { Alerted, Payload } from "./payload";

/** Names by the id of a member, department, plan, key or assistant, of a thread its member's; what is gone has none. */
export type Names = ReadonlyMap<string, string>;

/** "Member 07's November budget: 80% used, $1.60 left of $8.00". */
export function sentenceOf(alerted: Alerted, names: Names, timeZone: string): string {
  switch (alerted.kind) {
    case "threshold":
      return thresholdSentence(alerted, names, timeZone);
    case "forecast":
      return forecastSentence(alerted, names);
    case "anomaly":
      return anomalySentence(alerted);
    case "unpriced":
      return `${alerted.model} has no price: what it cost on ${dayWords(alerted.day)} is not known, and no budget in dollars counts it`;
    case "provider":
      return `${alerted.provider} is failing: ${alerted.failed} of its last ${alerted.calls} calls within 10 minutes failed`;
    case "overrun":
      return overrunSentence(alerted, names);
  }
}

function overrunSentence({ model, overrunPicoUsd, userId }: Payload<"overrun">, names: Names): string {
  const who = names.get(userId) ?? "a member";
  return `${model} charged ${formatUsd(overrunPicoUsd)} more than was held for a call of ${who}`;
}

function forecastSentence(forecast: Payload<"forecast">, names: Names): string {
  const { userId, month, limit, expectedPicoUsd, lowPicoUsd, highPicoUsd, crossesOn } = forecast;
  const { scope = userId === null ? "org" : "member", scopeId = userId } = forecast;
  const { whose, forWhat } = belonging({ scope, scopeId, subjectId: "" }, names);
  const inWords = Temporal.PlainDate.from(`${month}-01`).toLocaleString("en-GB", { month: "long" });
  return (
    `${[whose, inWords, "budget", forWhat].filter(Boolean).join(" ")} of ${formatExactUsd(limit)} is expected to run out on ${dayWords(crossesOn)}: ` +
    `all of the month would take ${formatUsd(expectedPicoUsd)} (likely ${formatUsd(lowPicoUsd)} to ${formatUsd(highPicoUsd)})`
  );
}

function anomalySentence({ day, costPicoUsd, expectedPicoUsd, impactPicoUsd }: Payload<"anomaly">): string {
  const cost = `${formatUsd(costPicoUsd)} was spent on ${dayWords(day)}`;
  return `${cost}, ${formatUsd(impactPicoUsd)} more than the ${formatUsd(expectedPicoUsd)} of days like it`;
}

function thresholdSentence(threshold: Payload<"threshold">, names: Names, timeZone: string): string {
  const { whose, forWhat } = belonging(threshold, names);
  const { month, day } = periodWords(threshold, timeZone);
  return `${[whose, month, "budget", day, forWhat].filter(Boolean).join(" ")}: ${standing(threshold)}`;
}

/** Shares are rounded down, so that nothing is called used up before it is. */
function standing({ limit, spent, unit, refusedModel }: Payload<"threshold">): string {
  const whole = formatLimit(limit, unit);
  if (spent > limit) return `used up, ${formatAmount(spent, unit)} used of ${whole}`;
  if (spent === limit) return `used up, nothing left of ${whole}`;
  const left = `${formatAmount(limit - spent, unit)} left of ${whole}`;
  if (refusedModel) return `used up, ${left} is too little for an answer by ${refusedModel}`;
  return `${formatPercent((spent * 100n) / limit)} used, ${left}`;
}

type Belonging = { whose: string; forWhat?: string };

type Whose = Pick<Payload<"threshold">, "scope" | "scopeId" | "subjectId">;

function belonging({ scope, scopeId, subjectId }: Whose, names: Names): Belonging {
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
      return name ? { whose: "The", forWhat: `for the assistant “${name}”` } : { whose: "An assistant's" };
    case "thread":
      return name ? { whose: `${name}'s`, forWhat: "for one thread" } : { whose: "A thread's" };
    case "api_key":
      return name ? { whose: "The", forWhat: `for the key “${name}”` } : { whose: "A key's" };
    case "model":
      return { whose: "The", forWhat: `for ${scopeId ?? "a model"}` };
  }
}

/** With the date by which it is found later: "November", "for 22 November". */
function periodWords(
  { period, startsAt }: Payload<"threshold">,
  timeZone: string,
): { month?: string; day?: string } {
  if (period === "total") return {};
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(startsAt);
  if (period === "month") return { month: date({ month: "long" }) };
  const day = date({ day: "numeric", month: "long" });
  return { day: period === "week" ? `for the week of ${day}` : `for ${day}` };
}

function dayWords(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString("en-GB", { day: "numeric", month: "long" });
}
