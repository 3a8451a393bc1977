import { clockTime } from "@/components/shell/clock-words";
import { formatUsd, type PicoUsd } from "@/lib/money";
import type { EstimatedCall, EstimateReason, IntegrityCheck } from "@/lib/reports/types";

export type Check = IntegrityCheck["ledger"]["checks"][number];

type CheckWords = { name: string; about: string; advice: string };

const BY_HAND =
  "Leave it as it is, make a backup of the database and report what “purser ledger verify” prints: the entries themselves cannot have changed.";
const SAVE_AGAIN = "Save the budget again under Budgets: it is then counted anew from the entries.";

/** What each check compares, and what to do where it finds a difference. */
export const CHECKS: Record<Check["name"], CheckWords> = {
  days: { name: "Days", about: "sums by member, model and day equal their entries", advice: BY_HAND },
  threads: { name: "Threads", about: "sums by thread and month equal their entries", advice: BY_HAND },
  reports: {
    name: "Reports",
    about: "sums of past days for the reports equal their entries",
    advice: BY_HAND,
  },
  attempts: { name: "Calls", about: "each call’s figures equal its entries", advice: BY_HAND },
  reservations: {
    name: "Endings",
    about: "each call is open, charged or given back, and only one of them",
    advice: BY_HAND,
  },
  holds: { name: "Holds", about: "budgets hold what is reserved for open calls", advice: SAVE_AGAIN },
  spent: { name: "Budgets", about: "budgets count what their entries add up to", advice: SAVE_AGAIN },
  deadlines: {
    name: "Deadlines",
    about: "no hold is left behind by a process that is gone",
    advice: "Check that Purser is running: any instance settles what another left within 20 seconds.",
  },
};

/** "3 rows, $0.12" of what does not agree. */
export function wrongWords({ wrong, driftPicoUsd }: Check): string {
  const rows = `${wrong.toLocaleString("en-US")} ${wrong === 1 ? "row" : "rows"}`;
  return driftPicoUsd === 0n ? rows : `${rows}, ${formatUsd(driftPicoUsd)}`;
}

/** Why an amount is an estimate. */
export const REASONS: Record<EstimateReason, string> = {
  missing_usage: "The provider reported no usage",
  rejected_usage: "The provider’s usage could not be right",
  stopped: "Stopped by the member",
  interrupted: "Broken off",
};

/** Why an amount is an estimate. */
export function reasonWords({ reason }: Pick<EstimatedCall, "reason">): string {
  const known = Object.entries(REASONS).find(([name]) => name === reason);
  return known ? known[1] : "Counted by Purser";
}

/** Whether the provider may still tell what it charged. */
export function askWords(
  { askAgainAt, asked }: Pick<EstimatedCall, "askAgainAt" | "asked">,
  { now, timeZone }: { now: Date; timeZone: string },
): string {
  if (!askAgainAt) return asked === 0 ? "The provider cannot be asked" : "The provider did not know";
  if (askAgainAt <= now) return "The provider is being asked";
  return `The provider is asked again at ${clockTime(askAgainAt, timeZone)}`;
}

/** "+$0.12" or "−$0.05". */
export function differenceWords(amount: PicoUsd): string {
  return amount > 0n ? `+${formatUsd(amount)}` : formatUsd(amount);
}
