"use client";

import { percent, predictUsage, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { Figure, Figures } from "./figures";
import type { PlanningModel } from "./types";
import { tokenWords, usdWords } from "./words";

const FIELDS = {
  requests: whole({ label: "Requests", initial: "5000" }),
  tokensPerRequest: whole({ label: "Tokens of each, in all", initial: "1000", max: 10_000_000 }),
  outputBasisPoints: percent({ label: "Of which answer", initial: "50" }),
};

/** So many requests of so many tokens: what they cost depends on how much of them is the answer. */
export function UsageCard({ model }: { model: PlanningModel }) {
  return (
    <Calculator
      id="usage"
      title="Expected use"
      about="Requests of a known size. An answer’s tokens cost several times a question’s."
      fields={FIELDS}
    >
      {(input) => {
        const { atSplit, allInputPicoUsd, allOutputPicoUsd } = predictUsage(input, model.terms);
        return (
          <Figures>
            <Figure
              strong
              label="At this split"
              value={usdWords(atSplit.totalPicoUsd)}
              note={`${tokenWords(atSplit.inputTokens)} tokens in, ${tokenWords(atSplit.outputTokens)} out`}
            />
            <Figure label="If all were input" value={usdWords(allInputPicoUsd)} />
            <Figure label="If all were answer" value={usdWords(allOutputPicoUsd)} />
          </Figures>
        );
      }}
    </Calculator>
  );
}
