import { counted, dayAfterLabel, dayLabel, monthLabel } from "@/components/charts/words";
import { aboutWords, bareAmount } from "@/components/shell/budget-names";
import { shortDay } from "@/components/shell/clock-words";
import type { BudgetStanding } from "@/lib/budgets/types";
import { formatAmount } from "@/lib/money";
import type { DaySum, MemberBreakdown, MemberReport, MonthSpan, UnpricedUse } from "@/lib/reports/types";
import { Amount } from "./amount";
import { BudgetShare } from "./budget-share";
import { ForecastTile } from "./forecast-tile";
import { KnownCost } from "./known-cost";
import { SavedTile } from "./saved-tile";
import type { StoppedForecast } from "./stopped-forecast";
import { AverageTile, Tile, Tiles } from "./tile";
import { unpricedCount } from "./unpriced-calls";

/** The tightest of the limits in dollars that are the member's alone, where there are any. */
export type OwnBudgets = { month: BudgetStanding | undefined; day: BudgetStanding | undefined };

type CurrentTilesProps = {
  month: MemberReport["month"];
  /** Null where there is not enough to go by. */
  forecast: StoppedForecast | null;
  budgets: OwnBudgets;
  breakdown: MemberBreakdown;
  /** What ran in the month without a price: its cost is in none of the sums. */
  unpriced: readonly UnpricedUse[];
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
  unpriced,
  usedUp,
  whose = "your",
}: CurrentTilesProps) {
  const { total, span } = month;
  const today = month.today ?? total;
  return (
    <Tiles>
      <Tile
        label="Spent this month"
        value={<KnownCost sum={total} unpriced={unpricedCount(unpriced)} />}
        note={
          budgets.month ? (
            <BudgetShare
              spent={total.costPicoUsd}
              estimated={total.estimatedPicoUsd}
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
        value={<KnownCost sum={today} unpriced={unpricedCount(unpriced, span.today ?? undefined)} />}
        note={
          budgets.day ? (
            <BudgetShare
              spent={today.costPicoUsd}
              estimated={today.estimatedPicoUsd}
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
  unpriced,
}: Pick<CurrentTilesProps, "month" | "breakdown" | "unpriced">) {
  const { total, span, days } = month;
  const dearest = days.reduce<DaySum | null>(
    (best, day) => (day.costPicoUsd > (best?.costPicoUsd ?? 0n) ? day : best),
    null,
  );
  const calls = unpricedCount(unpriced);
  return (
    <Tiles>
      <Tile
        label={`Spent in ${monthLabel(span.month, span.month)}`}
        value={<KnownCost sum={total} unpriced={calls} />}
        note="This month is closed"
      />
      <DearestTile dearest={dearest} hasUnpriced={calls > 0} />
      <AverageTile total={total} unpriced={calls} />
      <SavedTile breakdown={breakdown} spent={total.costPicoUsd} />
    </Tiles>
  );
}

function DearestTile({ dearest, hasUnpriced }: { dearest: DaySum | null; hasUnpriced: boolean }) {
  const [none, why] = hasUnpriced
    ? ["None known", "Some calls have no price"]
    : ["None", "Nothing was spent"];
  return (
    <Tile
      label="Dearest day"
      value={dearest ? <Amount value={dearest.costPicoUsd} estimated={dearest.estimatedPicoUsd} /> : none}
      note={dearest ? dayLabel(dearest.day) : why}
    />
  );
}

const LEFT_LABELS: Record<BudgetStanding["period"], string> = {
  day: "Left today",
  week: "Left this week",
  month: "Left this month",
  total: "Left",
};

function LeftTile({ standing, span }: { standing: BudgetStanding; span: MonthSpan }) {
  const { unit, period, remaining, estimated = 0n } = standing;
  return (
    <Tile
      label={LEFT_LABELS[period]}
      value={
        unit === "usd" ? <Amount value={remaining} estimated={estimated} /> : formatAmount(remaining, unit)
      }
      note={usedUpNote(standing, span)}
    />
  );
}

function usedUpNote(standing: BudgetStanding, { timeZone }: MonthSpan): string {
  const { period, resetsAt, unit, spent, estimated, effectiveLimit } = standing;
  const beyond = aboutWords(bareAmount(spent - effectiveLimit, unit), estimated);
  const over = spent > effectiveLimit ? `over by ${beyond}, ` : "";
  if (!resetsAt) return `${over}nothing until it is raised`;
  return `${over}nothing until ${period === "day" ? "midnight" : shortDay(resetsAt, timeZone)}`;
}
