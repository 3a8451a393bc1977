"use client";

import { draftAndRefine, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { ModelChoice, useModel } from "./choice";
import { Figure, Figures } from "./figures";
import type { PlanningModel } from "./types";
import { timesWords, usdWords } from "./words";

const FIELDS = {
  inputTokens: whole({ label: "Tokens in", initial: "500", max: 10_000_000 }),
  outputTokens: whole({ label: "Tokens out", initial: "500", max: 10_000_000 }),
};

/** A draft by the page's model that a second one rewrites. */
export function RefineCard({ model, models }: { model: PlanningModel; models: PlanningModel[] }) {
  const refine = useModel("refine.model", models, 1) ?? model;
  return (
    <Calculator
      id="refine"
      title="Draft, then refine"
      about={`${model.name} drafts and another model rewrites, beside asking that one at once.`}
      fields={FIELDS}
      choices={<ModelChoice name="refine.model" label="Rewritten by" models={models} value={refine.id} />}
    >
      {(tokens) => {
        const terms = { draft: model.terms, refine: refine.terms };
        const { directPicoUsd, refinedPicoUsd, times } = draftAndRefine(tokens, terms);
        return (
          <Figures>
            <Figure
              strong
              label="Draft and refine"
              value={usdWords(refinedPicoUsd)}
              note={times === null ? "both are free" : `${timesWords(times)} asking ${refine.name} at once`}
            />
            <Figure label={`${refine.name} at once`} value={usdWords(directPicoUsd)} />
          </Figures>
        );
      }}
    </Calculator>
  );
}
