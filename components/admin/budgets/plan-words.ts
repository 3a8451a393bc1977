import { counted } from "@/components/charts/words";
import { formatExactUsd, formatUsd } from "@/lib/money";
import type { Plan } from "@/lib/org/types";
import type { Exposure, PlanExposure, PlanExposures, Unbounded } from "@/lib/reports/types";

/** "gpt-4o-mini, gpt-4o and 3 more"; "Every model" where the plan names none. */
export function modelsWords({ models }: Pick<Plan, "models">): string {
  if (!models) return "Every model";
  const names = models.map((name) => name.slice(name.indexOf("/") + 1));
  const shown = names.slice(0, SHOWN_MAX);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

/** "gpt-5 is not offered", "2 models are not offered"; null where all that the plan names are. */
export function notOfferedWords(
  { models }: Pick<Plan, "models">,
  offered: readonly { id: string; name: string }[],
): string | null {
  const missing = (models ?? []).filter(
    (model) => !offered.some(({ id, name }) => id === model || name === model),
  );
  const [first] = missing;
  if (first === undefined) return null;
  if (missing.length > 1) return `${missing.length} models are not offered`;
  return `${first.slice(first.indexOf("/") + 1)} is not offered`;
}

const SHOWN_MAX = 3;

/** What a plan allows in one line, for a page without room for a table: "1,000 messages, 2,000 tokens in, 4 members". */
export function planWords(plan: PlanExposure): string {
  const { messages, inputTokensMax, outputTokensMax, requestPicoUsdMax, members } = plan;
  const limits = [
    messages !== null && counted(Number(messages), "message"),
    inputTokensMax !== null && `${counted(inputTokensMax, "token")} in`,
    outputTokensMax !== null && `${counted(outputTokensMax, "token")} out`,
    requestPicoUsdMax !== null && `${formatExactUsd(requestPicoUsdMax)} a message`,
    counted(members, "member"),
  ];
  return limits.filter((words) => words !== false).join(", ");
}

const MISSING: Record<Unbounded, string> = {
  messages: "no messages a month are set",
  input: "no longest input is set",
  output: "no longest answer is set",
  price: "a model of it runs without a price",
};

/** What the worst case of a plan consists of: "at most 1,000 × $0.12 with gpt-4", or why it has no bound. */
export function exposureWords(exposure: Exposure): string {
  const { missing, messagePicoUsd, messages, model, monthPicoUsd } = exposure;
  if (missing) return MISSING[missing];
  if (model === null) return "none of its models is offered";
  if (messages === null || messagePicoUsd === null || messages * messagePicoUsd !== monthPicoUsd) {
    return "its budget in dollars";
  }
  return `at most ${messages.toLocaleString("en-US")} × ${formatUsd(messagePicoUsd)} with ${model}`;
}

/** A sentence for a plan set-up that promises more than the organisation pays for; null where there is nothing to say. */
export function exposureWarning({ plans, totalPicoUsd, orgMonthPicoUsd }: PlanExposures): string | null {
  if (plans.every(({ activeMembers }) => activeMembers === 0)) return null;
  if (totalPicoUsd === null) {
    const names = plans
      .filter(({ activeMembers, exposure }) => activeMembers > 0 && exposure.monthPicoUsd === null)
      .map(({ name }) => name);
    const end =
      orgMonthPicoUsd === null
        ? "and the organisation has no monthly budget that would stop them"
        : `and only the organisation’s ${formatExactUsd(orgMonthPicoUsd)} a month stops them`;
    return `What members with ${names.join(", ")} can cost in a month has no bound, ${end}.`;
  }
  if (orgMonthPicoUsd === null || totalPicoUsd <= orgMonthPicoUsd) return null;
  return `If every member used up their plan, it would cost ${formatUsd(totalPicoUsd)} a month. The organisation’s budget is ${formatExactUsd(orgMonthPicoUsd)}: some would be stopped before their plan says so.`;
}
