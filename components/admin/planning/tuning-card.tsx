"use client";

import { percent, planTuning, returnAfter, usd, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { Figure, Figures } from "./figures";
import { monthsWords, percentWords, usdWords } from "./words";

const FIELDS = {
  monthPicoUsd: usd({ label: "Cost a month today", initial: "1000" }),
  oneOffPicoUsd: usd({ label: "Fine-tuning, once", initial: "500" }),
  reductionBasisPoints: percent({ label: "Fewer tokens", initial: "30" }),
  tokenPriceBasisPoints: percent({ label: "Price of its tokens", initial: "100", max: 1_000 }),
  months: whole({ label: "After months", initial: "12", min: 1, max: 120 }),
};

/** When a fine-tuned model has paid for itself. */
export function TuningCard() {
  return (
    <Calculator
      id="tuning"
      title="Fine-tuning"
      about="What is put in once, and what it takes off every month. A tuned model’s tokens are often dearer."
      fields={FIELDS}
    >
      {({ months, ...input }) => {
        const { savingPicoUsd, paybackMonths } = planTuning(input);
        return (
          <Figures>
            <Figure
              strong
              label="Paid back"
              value={paybackMonths ? `after ${monthsWords(paybackMonths)}` : monthsWords(paybackMonths)}
              note={
                savingPicoUsd < 0n
                  ? `it costs ${usdWords(-savingPicoUsd)} more a month`
                  : `it saves ${usdWords(savingPicoUsd)} a month`
              }
            />
            <Figure label="Return after 1 month" value={percentWords(returnAfter(1, input))} />
            <Figure
              label={`Return after ${months === 1 ? "1 month" : `${months} months`}`}
              value={percentWords(returnAfter(months, input))}
            />
          </Figures>
        );
      }}
    </Calculator>
  );
}
