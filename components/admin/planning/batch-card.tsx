"use client";

import { monthOfRequests, planBatch, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { Figure, Figures } from "./figures";
import type { PlanningModel } from "./types";
import { countWords, usdWords } from "./words";

const FIELDS = {
  requests: whole({ label: "Requests at once", initial: "100" }),
  inputTokens: whole({ label: "Tokens in", initial: "2000", max: 10_000_000 }),
  outputTokens: whole({ label: "Tokens out", initial: "350", max: 10_000_000 }),
  requestsPerDay: whole({ label: "Times a day", initial: "5", max: 1_000_000 }),
};

/** Requests of one shape: now, through the batch interface, and every day of a month. */
export function BatchCard({ model }: { model: PlanningModel }) {
  return (
    <Calculator
      id="batch"
      title="Many requests alike"
      about="Sent now, or as a batch that is answered within a day; and a month of them every day."
      fields={FIELDS}
    >
      {({ requestsPerDay, ...input }) => {
        const batch = planBatch(input, model.terms);
        const one = planBatch({ ...input, requests: 1 }, model.terms);
        const month = monthOfRequests({ members: input.requests, requestsPerDay }, one.nowPicoUsd);
        return (
          <Figures>
            <Figure
              strong
              label="Now"
              value={usdWords(batch.nowPicoUsd)}
              note={`${countWords(batch.tokens)} tokens, ${usdWords(one.nowPicoUsd)} each`}
            />
            <Figure
              label="As a batch"
              value={usdWords(batch.batchPicoUsd)}
              note={
                model.terms.batchPermille === 1_000 ? `no batch price of ${model.name} is known` : undefined
              }
            />
            <Figure
              label={`30 days of it, ${countWords(requestsPerDay)} times a day`}
              value={usdWords(month)}
            />
          </Figures>
        );
      }}
    </Calculator>
  );
}
