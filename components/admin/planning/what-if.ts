import type { PicoUsd } from "@/lib/money";
import type { Alternative, UsedModel, WhatIf } from "@/lib/reports/types";

export const EVERY_MODEL = "";

export function keyOf({ provider, model }: UsedModel): string {
  return `${provider}/${model}`;
}

export type WhatIfRow = {
  id: string;
  model: string;
  costPicoUsd: PicoUsd;
  /** Below zero where it would have been cheaper. */
  changePicoUsd: PicoUsd;
  atLeast: boolean;
};

export type WhatIfResult = {
  actualPicoUsd: PicoUsd;
  isExact: boolean;
  /** From the cheapest to the dearest. */
  rows: WhatIfRow[];
  /** Used models that had no price, and offered ones that have none: neither can be compared. */
  unpricedUse: UsedModel[];
  unpricedModels: string[];
};

/** What ran on one used model, or on every one, at the price of each offered model. */
export function whatIf({ used, alternatives }: WhatIf, chosen: string): WhatIfResult {
  const isChosen = (one: UsedModel) => !one.unpriced && (chosen === EVERY_MODEL || keyOf(one) === chosen);
  const compared = used.filter(isChosen);
  const actualPicoUsd = sum(compared.map(({ costPicoUsd }) => costPicoUsd));
  const costOf = (costs: readonly PicoUsd[]) =>
    sum(used.map((one, place) => (isChosen(one) ? (costs[place] ?? 0n) : 0n)));
  return {
    actualPicoUsd,
    isExact: compared.every(({ estimatedPicoUsd }) => estimatedPicoUsd === 0n),
    rows: alternatives
      .flatMap((one) => toRow(one, { actualPicoUsd, costOf }))
      .sort((a, b) => (a.costPicoUsd < b.costPicoUsd ? -1 : a.costPicoUsd > b.costPicoUsd ? 1 : 0)),
    unpricedUse: used.filter(({ unpriced }) => unpriced),
    unpricedModels: alternatives.filter(({ costsPicoUsd }) => !costsPicoUsd).map(({ model }) => model),
  };
}

type Comparison = { actualPicoUsd: PicoUsd; costOf: (costs: readonly PicoUsd[]) => PicoUsd };

function toRow({ id, model, costsPicoUsd, atLeast }: Alternative, { actualPicoUsd, costOf }: Comparison) {
  if (!costsPicoUsd) return [];
  const costPicoUsd = costOf(costsPicoUsd);
  return [{ id, model, costPicoUsd, changePicoUsd: costPicoUsd - actualPicoUsd, atLeast }];
}

function sum(amounts: readonly PicoUsd[]): PicoUsd {
  return amounts.reduce((all, amount) => all + amount, 0n);
}
