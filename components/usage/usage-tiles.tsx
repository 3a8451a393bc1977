import { counted, dayAfterLabel, dayLabel, monthLabel } from "@/components/charts/words";
import { bareAmount } from "@/components/shell/budget-names";
import { shortDay } from "@/components/shell/clock-words";
import type { BudgetStanding } from "@/lib/budgets/types";
import { formatAmount } from "@/lib/money";
import type { DaySum, MemberBreakdown, MemberReport, MonthSpan } from "@/lib/reports/types";
import { Amount } from "./amount";
import { BudgetShare } from "./budget-share";
import { ForecastTile } from "./forecast-tile";
import { SavedTile } from "./saved-tile";
import type { StoppedForecast } from "./stopped-forecast";
import { AverageTile, Tile, Tiles } from "./tile";

/** The tightest of the limits in dollars that are the member's alone, where there are any. */
export type OwnBudgets = { month: BudgetStanding | undefined; day: BudgetStanding | undefined };

type CurrentTilesProps = {
  month: MemberReport["month"];
  /** Null where there is not enough to go by. */
  forecast: StoppedForecast | null;
  budgets: OwnBudgets;
  breakdown: MemberBreakdown;
  /** Any budget of which nothing is left, so that nothing can be sent. */
  usedUp: BudgetStanding | undefined;
  /** Of the member whose figures these are, for whoever reads them. */
  whose?: "your" | "their";
};

/** The running month: spent, today, what is to come and what was saved; where a budget is used up, that too. */
export function CurrentTiles({
  month,
  forecast,
  budgets,
  breakdown,
  usedUp,
  whose = "your",
}: CurrentTilesProps) {
  const { total, span } = month;
  const today = month.today ?? total;
  return (
    <Tiles>
      <Tile
        label="Spent this month"
        value={<Amount value={total.costPicoUsd} estimated={total.estimatedPicoUsd} />}
        note={
          budgets.month ? (
            <BudgetShare
              spent={total.costPicoUsd}
              limit={budgets.month.effectiveLimit}
              after={`resets ${dayAfterLabel(span.lastDay)}`}
            />
          ) : (
            `No monthly budget of ${whose} own`
          )
        }
      />
      <Tile
        label="Today"
        value={<Amount value={today.costPicoUsd} estimated={today.estimatedPicoUsd} />}
        note={
          budgets.day ? (
            <BudgetShare
              spent={today.costPicoUsd}
              limit={budgets.day.effectiveLimit}
              after="resets at midnight"
            />
          ) : (
            counted(today.answers, "answer")
          )
        }
      />
      <ForecastTile
        forecast={forecast}
        spent={total.costPicoUsd}
        limit={budgets.month?.effectiveLimit ?? null}
      />
      {usedUp && <LeftTile standing={usedUp} span={span} />}
      <SavedTile breakdown={breakdown} spent={total.costPicoUsd} />
    </Tiles>
  );
}

/** A closed month: nothing in it can change, so no budget is held against it. */
export function ClosedTiles({
  month,
  breakdown,
}: {
  month: MemberReport["month"];
  breakdown: MemberBreakdown;
}) {
  const { total, span, days } = month;
  const dearest = days.reduce<DaySum | null>(
    (best, day) => (day.costPicoUsd > (best?.costPicoUsd ?? 0n) ? day : best),
    null,
  );
  return (
    <Tiles>
      <Tile
        label={`Spent in ${monthLabel(span.month, span.month)}`}
        value={<Amount value={total.costPicoUsd} estimated={total.estimatedPicoUsd} />}
        note="This month is closed"
      />
      <Tile
        label="Dearest day"
        value={dearest ? <Amount value={dearest.costPicoUsd} estimated={dearest.estimatedPicoUsd} /> : "None"}
        note={dearest ? dayLabel(dearest.day) : "Nothing was spent"}
      />
      <AverageTile total={total} />
      <SavedTile breakdown={breakdown} spent={total.costPicoUsd} />
    </Tiles>
  );
}

const LEFT_LABELS: Record<BudgetStanding["period"], string> = {
  day: "Left today",
  week: "Left this week",
  month: "Left this month",
  total: "Left",
};

function LeftTile({ standing, span }: { standing: BudgetStanding; span: MonthSpan }) {
  const { unit, period, remaining } = standing;
  return (
    <Tile
      label={LEFT_LABELS[period]}
      value={unit === "usd" ? <Amount value={remaining} /> : formatAmount(remaining, unit)}
      note={usedUpNote(standing, span)}
    />
  );
}

function usedUpNote(standing: BudgetStanding, { timeZone }: MonthSpan): string {
  const { period, resetsAt, unit, spent, effectiveLimit } = standing;
  const over = spent > effectiveLimit ? `over by ${bareAmount(spent - effectiveLimit, unit)}, ` : "";
  if (!resetsAt) return `${over}nothing until it is raised`;
  return `${over}nothing until ${period === "day" ? "midnight" : shortDay(resetsAt, timeZone)}`;
}
