"use client";

import { falseAlarms, hundredths, largestDeviation, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { Figure, Figures } from "./figures";
import { NOT_APPLICABLE, numberWords } from "./words";

const FIELDS = {
  deviations: hundredths({ label: "Standard deviations", initial: "2", max: 40 }),
  days: whole({ label: "Days it looks at", initial: "5", max: 10_000 }),
  series: whole({ label: "Members watched", initial: "100", max: 1_000_000 }),
};

/** What a rule of standard deviations can and cannot find. */
export function AlarmsCard() {
  return (
    <Calculator
      id="alarms"
      title="Alarms by standard deviations"
      about="A day that is so far above the mean of all of them, itself included."
      fields={FIELDS}
    >
      {({ deviations, days, series }) => {
        const most = largestDeviation(days);
        const limit = deviations / 100;
        return (
          <Figures>
            <Figure
              strong
              label="The rule"
              value={most !== null && most > limit ? "can fire" : "cannot fire"}
              note={`one day of ${days} lies at most ${most === null ? NOT_APPLICABLE : numberWords(most, 3)} above`}
            />
            <Figure
              label="False alarms in 30 days"
              value={numberWords(falseAlarms({ series, days: 30, deviations: limit }), 1)}
              note="if days scatter by the bell curve"
            />
          </Figures>
        );
      }}
    </Calculator>
  );
}
