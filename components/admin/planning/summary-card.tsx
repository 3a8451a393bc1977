"use client";

import { percent, summariseOnce, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { ModelChoice, useModel } from "./choice";
import { Figure, Figures } from "./figures";
import type { PlanningModel } from "./types";
import { percentWords, timesWords, usdWords } from "./words";

const FIELDS = {
  requestTokens: whole({ label: "Tokens of the thread", initial: "8000", max: 10_000_000 }),
  oldBasisPoints: percent({ label: "Of them old", initial: "75" }),
  summaryBasisPoints: percent({ label: "Summary’s length", initial: "15" }),
};

/** A request whose old messages are summarised first. */
export function SummaryCard({ model, models }: { model: PlanningModel; models: PlanningModel[] }) {
  const summariser = useModel("summary.model", models) ?? model;
  return (
    <Calculator
      id="summary"
      title="Summarise before each request"
      about="What goes is old messages; what comes is another call, which reads them all."
      fields={FIELDS}
      choices={
        <ModelChoice name="summary.model" label="Summarised by" models={models} value={summariser.id} />
      }
    >
      {(input) => {
        const saving = summariseOnce(input, { answer: model.terms, summariser: summariser.terms });
        return (
          <Figures>
            <Figure
              strong
              label="With its summary"
              value={usdWords(saving.summarisedPicoUsd)}
              note={saving.times === null ? undefined : `${timesWords(saving.times)} sending everything`}
            />
            <Figure label="Sending everything" value={usdWords(saving.wholePicoUsd)} />
            <Figure label="Tokens saved if a summary were free" value={percentWords(saving.tokensSaved)} />
          </Figures>
        );
      }}
    </Calculator>
  );
}
