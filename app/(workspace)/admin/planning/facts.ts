import type { PlanningFacts } from "@/components/admin/planning/types";
import { offeredWords } from "@/components/admin/planning/words";
import type { ModelOption } from "@/lib/assistants/types";
import type { ModelTerms, PlanExposures, Planning } from "@/lib/reports/types";

type FactsInput = { planning: Planning; exposures: PlanExposures; offered: readonly ModelOption[] };

/** What the calculators get: names as people know them, and of each plan only what they show. */
export function toFacts({ planning, exposures, offered }: FactsInput): PlanningFacts {
  const labels = new Map(offered.map(({ id, label }) => [id, label]));
  const nameOf = ({ id, model, isOffered }: Pick<ModelTerms, "id" | "model" | "isOffered">) =>
    offeredWords(labels.get(id) ?? model, isOffered);
  const { whatIf } = planning;
  return {
    models: planning.models.flatMap((one) =>
      one.terms ? [{ id: one.id, name: nameOf(one), isOffered: one.isOffered, terms: one.terms }] : [],
    ),
    unpriced: planning.models.flatMap((one) => (one.terms ? [] : [nameOf(one)])),
    whatIf: {
      ...whatIf,
      alternatives: whatIf.alternatives.map((one) => ({ ...one, model: nameOf(one) })),
    },
    database: planning.database,
    exposures: {
      orgMonthPicoUsd: exposures.orgMonthPicoUsd,
      plans: exposures.plans.map(({ planId, name, activeMembers, exposure }) => {
        return { planId, name, activeMembers, monthPicoUsd: exposure.monthPicoUsd };
      }),
    },
  };
}
