import type { ReactNode } from "react";
import { counted, monthLabel } from "@/components/charts/words";
import { shortDay } from "@/components/shell/clock-words";
import { Amount } from "@/components/usage/amount";
import { BudgetShare } from "@/components/usage/budget-share";
import { AnswersTile, AverageTile, Tile, Tiles } from "@/components/usage/tile";
import type { BudgetStanding } from "@/lib/budgets/types";
import { formatAmount } from "@/lib/money";
import type { OrgMonth } from "@/lib/reports/types";
import { deltaOf, sameDays } from "./delta";

/**
 * The organisation's own budgets, where there are any: the tightest of them all, and the two in dollars that stop
 * everybody.
 */
export type OrgBudgets = Record<"tightest" | "month" | "day", BudgetStanding | undefined>;

type CurrentOrgTilesProps = { month: OrgMonth; budgets: OrgBudgets; setBudget: ReactNode };

/** The running month: what is spent, what is held, what a member spends, and what is left. */
export function CurrentOrgTiles({ month, budgets, setBudget }: CurrentOrgTilesProps) {
  const { committed } = month;
  const calls = counted(committed.reservations, "call");
  return (
    <Tiles>
      <SpentTile month={month} />
      <Tile
        label="Committed now"
        value={<Amount value={committed.amountPicoUsd} />}
        note={committed.reservations === 0 ? "no call is under way" : `held at most for ${calls} under way`}
      />
      <PerMemberTile month={month} />
      <OrgBudgetTile month={month} budgets={budgets} action={setBudget} />
    </Tiles>
  );
}

/** A closed month; what is held and what is left belong to the running one. */
export function ClosedOrgTiles({ month }: { month: OrgMonth }) {
  return (
    <Tiles>
      <SpentTile month={month} />
      <PerMemberTile month={month} />
      <AverageTile total={month.total} />
      <AnswersTile total={month.total} />
    </Tiles>
  );
}

function SpentTile({ month }: { month: OrgMonth }) {
  const { total, span } = month;
  return (
    <Tile
      label={`Spent in ${monthLabel(span.month, span.currentMonth)}`}
      value={<Amount value={total.costPicoUsd} estimated={total.estimatedPicoUsd} />}
      note={<DeltaNote month={month} />}
    />
  );
}

const ARROWS = { up: "▲", down: "▼", same: "=" };
const TONES = { up: "text-bad", down: "text-accent", same: "" };

function DeltaNote({ month: { sameSpan, span } }: { month: OrgMonth }) {
  const delta = deltaOf(span.month, sameSpan);
  if (!delta) return `nothing was spent on ${sameDays(sameSpan.days, sameSpan.previousMonth, span.month)}`;
  const wholeMonth = sameSpan.days === span.days.length;
  return (
    <>
      <span className={TONES[delta.direction]}>
        <span aria-hidden>{ARROWS[delta.direction]} </span>
        <span className="sr-only">{delta.direction} </span>
        {delta.share}
      </span>{" "}
      {wholeMonth ? "on" : `· days 1–${sameSpan.days} against`} {delta.against}
    </>
  );
}

function PerMemberTile({ month: { total, activeMembers, memberCount } }: { month: OrgMonth }) {
  return (
    <Tile
      label="Per active member"
      value={
        activeMembers === 0 ? (
          "None yet"
        ) : (
          <Amount value={total.costPicoUsd / BigInt(activeMembers)} estimated={total.estimatedPicoUsd} />
        )
      }
      note={`${activeMembers} of ${counted(memberCount, "member")} active`}
    />
  );
}

type OrgBudgetTileProps = { month: OrgMonth; budgets: OrgBudgets; action: ReactNode };

function OrgBudgetTile({ month: { span }, budgets: { tightest, day }, action }: OrgBudgetTileProps) {
  if (!tightest) {
    return <Tile label="Budget left" value="No limit" action={action} note="for the whole organisation" />;
  }
  const { unit, period, remaining, resetsAt } = tightest;
  const resets = resetsAt ? `resets ${shortDay(resetsAt, span.timeZone)}` : "never resets";
  const isToday = period === "day";
  return (
    <Tile
      label={isToday ? "Budget left today" : "Budget left"}
      value={formatAmount(remaining, unit)}
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
  const { spent, effectiveLimit, unit } = standing;
  return <BudgetShare spent={spent} limit={effectiveLimit} unit={unit} {...words} />;
}
