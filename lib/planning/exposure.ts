import type { PicoUsd } from "@/lib/money";
import { dearestFor } from "./bill";
import type { PricedModel, Tokens } from "./types";

/** What a plan allows each member: requests a month, and the longest of them. */
export type PlanInput = Tokens & { requests: number; members: number };

export type PlanRisk<T> = {
  /** The model that it is worst with. */
  model: T;
  requestPicoUsd: PicoUsd;
  memberPicoUsd: PicoUsd;
  allPicoUsd: PicoUsd;
};

/** The most that a month with a plan can cost: every request at its longest with the dearest model. Null without one. */
export function planRisk<T extends PricedModel>(input: PlanInput, models: readonly T[]): PlanRisk<T> | null {
  const dearest = dearestFor(input, models);
  if (!dearest) return null;
  const memberPicoUsd = dearest.picoUsd * BigInt(input.requests);
  return {
    model: dearest.model,
    requestPicoUsd: dearest.picoUsd,
    memberPicoUsd,
    allPicoUsd: memberPicoUsd * BigInt(input.members),
  };
}
