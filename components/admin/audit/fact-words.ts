import { clockTime, longDay } from "@/components/shell/clock-words";
import { formatExactUsd, formatLimit } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import type { Details } from "./types";

/** "22 November 2026, 21:05". */
export function yearAndTime(instant: Date, timeZone: string): string {
  const year = new Intl.DateTimeFormat("en-GB", { year: "numeric", timeZone }).format(instant);
  return `${longDay(instant, timeZone)} ${year}, ${clockTime(instant, timeZone)}`;
}

export type Change = { label: string; before: string | null; after: string | null };

/** What differs between before and after, in words; all of it where there is only one of them. */
export function changesOf(before: Details | null, after: Details | null, timeZone: string): Change[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return keys
    .filter((key) => !HIDDEN.has(key))
    .map((key) => ({
      label: LABELS[key] ?? key,
      before: before && factWords(key, before[key], timeZone),
      after: after && factWords(key, after[key], timeZone),
    }))
    .filter((change) => change.before !== change.after);
}

/** Ids, which say nothing to a person; the export has them. */
const HIDDEN = new Set(["scopeId", "departmentId", "planId", "memberId"]);

const LABELS: Record<string, string> = {
  role: "Role",
  owner: "Owner",
  name: "Name",
  department: "Department",
  plan: "Plan",
  member: "Member",
  scope: "For",
  period: "Period",
  onLimit: "At the limit",
  downgradeTo: "Cheaper model",
  thresholdPercents: "Alerts at",
  anomalyMinPicoUsd: "Anomalies from",
  suggestionMinPicoUsd: "Suggestions from",
  limitPicoUsd: "Limit",
  limitTokens: "Limit",
  limitMessages: "Limit",
  amountPicoUsd: "Amount",
  amountTokens: "Amount",
  amountMessages: "Amount",
  costPicoUsd: "Cost",
  endsAt: "Until",
  basisPoints: "Share",
  from: "First day",
  to: "Last day",
  fromMonth: "From",
  days: "Days",
  billedPicoUsd: "Billed",
  reason: "Reason",
  why: "Why",
  models: "Models",
  inputTokensMax: "Most input tokens",
  outputTokensMax: "Most output tokens",
  requestPicoUsdMax: "Most for one message",
  effectiveFrom: "From",
  inputPicoUsd: "Input, 1M tokens",
  cachedInputPicoUsd: "Cached input, 1M tokens",
  cacheWritePicoUsd: "Cache write, 1M tokens",
  outputPicoUsd: "Output, 1M tokens",
  tiers: "Long context",
  batchPermille: "Batch",
  flexPermille: "Flex",
  contextWindow: "Context window",
  source: "Source",
  added: "Prices added",
  archiveAfterDays: "Archived after",
  deleteAfterDays: "Deleted after",
  temporaryHours: "Temporary threads",
  activeThreadsMax: "Most active threads",
  hosts: "Hosts",
  visibility: "Seen by",
  model: "Model",
  instructionsTokens: "Instructions",
  textCharacters: "Text",
  channelKind: "Kind",
  alertKinds: "What is sent",
  recipients: "Email addresses",
  host: "Host",
  works: "Works",
};

const WORDS: Record<string, string> = {
  org: "The organisation",
  department: "A department",
  department_member: "Each member of a department",
  plan: "Each member with a plan",
  member: "One member",
  model: "A model",
  assistant: "An assistant",
  thread: "A thread",
  api_key: "An API key",
  day: "Each day",
  week: "Each week",
  month: "Each month",
  total: "In total",
  block: "Start no further answer",
  downgrade: "Let a cheaper model answer",
  notify: "Go on and tell the admins",
  me: "Its maker",
  everyone: "Everyone",
};
const NAMED = new Set(["scope", "period", "onLimit", "visibility"]);

const RATES = new Set(["inputPicoUsd", "cachedInputPicoUsd", "cacheWritePicoUsd", "outputPicoUsd"]);

const COUNTED: Record<string, string> = {
  archiveAfterDays: "days",
  deleteAfterDays: "days",
  temporaryHours: "hours",
  contextWindow: "tokens",
  instructionsTokens: "tokens",
  textCharacters: "characters",
};

type Fact = Details[string] | undefined;

function factWords(key: string, fact: Fact, timeZone: string): string {
  if (fact === null || fact === undefined || fact === "") return "none";
  if (Array.isArray(fact)) return listWords(key, fact);
  if (typeof fact === "boolean") return fact ? "yes" : "no";
  if (key.endsWith("At") || key === "effectiveFrom") return instantWords(String(fact), timeZone);
  if (RATES.has(key)) return rateWords(String(fact));
  if (/PicoUsd/.test(key)) return amountWords(fact, (amount) => formatExactUsd(amount));
  if (/^(limit|amount)(Tokens|Messages)$/.test(key)) {
    return amountWords(fact, (amount) => formatLimit(amount, key.endsWith("Tokens") ? "tokens" : "messages"));
  }
  if (key === "basisPoints") return formatPercent(Number(fact) / 100);
  if (key.endsWith("Permille")) return formatPercent(Number(fact) / 10);
  if (NAMED.has(key)) return WORDS[String(fact)] ?? String(fact);
  if (typeof fact !== "number") return String(fact);
  const unit = COUNTED[key];
  return unit ? `${fact.toLocaleString("en-US")} ${unit}` : fact.toLocaleString("en-US");
}

function listWords(key: string, facts: string[]): string {
  if (facts.length === 0) return "none";
  if (key === "thresholdPercents") return formatPercent(facts.join(", "));
  return key === "tiers" ? facts.map(tierWords).join("; ") : facts.join(", ");
}

function tierWords(fact: string): string {
  const [from = "0", input = "0", , , output = "0"] = fact.split(" ");
  return `from ${Number(from).toLocaleString("en-US")} tokens ${rateWords(input)} and ${rateWords(output)}`;
}

/** Pico-USD per token is micro-dollars per million. */
function rateWords(fact: string): string {
  return amountWords(fact, (amount) => formatExactUsd(amount * 1_000_000n));
}

function amountWords(fact: string | number, format: (amount: bigint) => string): string {
  return /^-?\d+$/.test(String(fact)) ? format(BigInt(fact)) : String(fact);
}

function instantWords(fact: string, timeZone: string): string {
  const instant = new Date(fact);
  if (Number.isNaN(instant.getTime())) return fact;
  return yearAndTime(instant, timeZone);
}
