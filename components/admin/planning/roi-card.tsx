"use client";

import { analyseRoi, type RoiBand, usd, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { Figure, Figures } from "./figures";
import { usdOr } from "./words";

const FIELDS = {
  members: whole({ label: "Members", initial: "10000" }),
  interactionsPerMember: whole({ label: "Interactions of each", initial: "5", max: 1_000_000 }),
  monthPicoUsd: usd({ label: "Cost a month", initial: "500" }),
};

const BANDS: Record<RoiBand, string> = {
  excellent: "Excellent: below a cent",
  good: "Good: below five cents",
  acceptable: "Acceptable for what is worth it: below twenty cents",
  marginal: "Marginal: twenty cents or more",
};

/** What an interaction costs. */
export function RoiCard() {
  return (
    <Calculator
      id="roi"
      title="Cost of an interaction"
      about="A month’s cost over those who use it and what they do with it."
      fields={FIELDS}
    >
      {(input) => {
        const { perInteractionPicoUsd, perMemberPicoUsd, band } = analyseRoi(input);
        return (
          <Figures>
            <Figure
              strong
              label="Each interaction"
              value={usdOr(perInteractionPicoUsd)}
              note={band ? BANDS[band] : "nothing is done with it"}
            />
            <Figure label="Each member" value={usdOr(perMemberPicoUsd)} />
          </Figures>
        );
      }}
    </Calculator>
  );
}
