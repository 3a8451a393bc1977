"use client";

import { formatPercent } from "@/lib/percent";
import { fitBudgets, unallocated, usd, wholeList } from "@/lib/planning";
import { Calculator } from "./calculator";
import { Figure, Figures } from "./figures";
import { numberWords, usdWords } from "./words";

const FIELDS = {
  dayPicoUsd: usd({ label: "Budget a day", initial: "50" }),
  monthPicoUsd: usd({ label: "Budget a month", initial: "1000" }),
  shares: wholeList({ label: "Departments’ shares (%)", initial: "40, 30, 30", max: 1_000 }),
};

/** Whether budgets of a day, a month and departments agree. */
export function BudgetsCard() {
  return (
    <Calculator
      id="budgets"
      title="Budgets that agree"
      about="A day’s budget used up every day, and what departments leave of the whole."
      fields={FIELDS}
    >
      {({ shares, ...pair }) => {
        const { thirtyDaysPicoUsd, goneOnDay } = fitBudgets(pair);
        const left = unallocated(shares, 100);
        return (
          <Figures>
            <Figure
              strong
              label="The month’s budget"
              value={goneOnDay === null ? "lasts" : `gone on day ${goneOnDay}`}
              note={`30 days come to ${usdWords(thirtyDaysPicoUsd)}`}
            />
            <Figure
              label={left < 0 ? "Given away twice" : "In no department’s share"}
              value={formatPercent(numberWords(Math.abs(left)))}
              note={usdWords((pair.monthPicoUsd * BigInt(Math.abs(left))) / 100n)}
            />
          </Figures>
        );
      }}
    </Calculator>
  );
}
