import type { ModelTerms, PlanExposures, Planning } from "@/lib/reports/types";

/** A model that can be reckoned with. */
export type PlanningModel = Pick<ModelTerms, "id" | "isOffered"> & {
  name: string;
  terms: NonNullable<ModelTerms["terms"]>;
};

/** What the page hands to its calculators. */
export type PlanningFacts = Pick<Planning, "whatIf" | "database"> & {
  /** Those with a price, the default first. */
  models: PlanningModel[];
  /** The names of those without one. */
  unpriced: string[];
  exposures: Pick<PlanExposures, "orgMonthPicoUsd"> & {
    plans: { planId: string; name: string; activeMembers: number; monthPicoUsd: bigint | null }[];
  };
};
