"use client";

import { averageContext, monthsUntilFull, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { Figure, Figures } from "./figures";
import type { PlanningModel } from "./types";
import { countWords, monthsWords } from "./words";

const FIELDS = {
  messagesPerMonth: whole({ label: "Messages a month", initial: "60", max: 1_000_000 }),
  tokensPerMessage: whole({ label: "Tokens with answer", initial: "275", max: 1_000_000 }),
};

const WINDOW_UNKNOWN = 128_000;
const SHOWN_MONTHS = [1, 2, 3, 6];

/** A thread that is never closed. */
export function ContextCard({ model }: { model: PlanningModel }) {
  const windowTokens = model.terms.contextWindow ?? WINDOW_UNKNOWN;
  return (
    <Calculator
      id="context"
      title="When a thread is full"
      about={`One thread that is never closed, until ${countWords(windowTokens)} tokens${model.terms.contextWindow ? ` of ${model.name}` : ""} are used up.`}
      fields={FIELDS}
    >
      {(thread) => (
        <Figures>
          <Figure strong label="Full after" value={monthsWords(monthsUntilFull(thread, windowTokens))} />
          {SHOWN_MONTHS.map((month) => (
            <Figure
              key={month}
              label={`Sent along in month ${month}`}
              value={`${countWords(averageContext(thread, month))} tokens`}
            />
          ))}
        </Figures>
      )}
    </Calculator>
  );
}
