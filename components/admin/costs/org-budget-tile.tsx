import type { ReactNode } from "react";
import { shortDay } from "@/components/shell/clock-words";
import { Amount } from "@/components/usage/amount";
import { BudgetShare } from "@/components/usage/budget-share";
import { Tile } from "@/components/usage/tile";
import type { BudgetStanding } from "@/lib/budgets/types";
import { formatAmount } from "@/lib/money";

/**
 * The organisation's own budgets, where there are any: the tightest of them all, and the two in dollars that stop
 * everybody.
 */
export type OrgBudgets = Record<"tightest" | "month" | "day", BudgetStanding | undefined>;

type OrgBudgetTileProps = { budgets: OrgBudgets; timeZone: string; action: ReactNode };

/** What is left for everybody together. */
export function OrgBudgetTile({ budgets: { tightest, day }, timeZone, action }: OrgBudgetTileProps) {
  if (!tightest) {
    return <Tile label="Budget left" value="No limit" action={action} note="for the whole organisation" />;
  }
  const { unit, period, remaining, estimated = 0n, resetsAt } = tightest;
  const resets = resetsAt ? `resets ${shortDay(resetsAt, timeZone)}` : "never resets";
  const isToday = period === "day";
  return (
    <Tile
      label={isToday ? "Budget left today" : "Budget left"}
      value={
        unit === "usd" ? <Amount value={remaining} estimated={estimated} /> : formatAmount(remaining, unit)
      }
      action={action}
      note={
        <>
          <Share standing={tightest} after={isToday ? "resets at midnight" : resets} />
          {day && !isToday && <Share standing={day} before="Today " />}
        </>
      }
    />
  );
}

function Share({ standing, ...words }: { standing: BudgetStanding; before?: string; after?: string }) {
  const { spent, estimated, effectiveLimit: limit, unit } = standing;
  return <BudgetShare isOfLeft {...{ spent, estimated, limit, unit }} {...words} />;
}
