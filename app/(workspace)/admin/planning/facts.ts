import type { PlanningFacts } from "@/components/admin/planning/types";
import type { ModelOption } from "@/lib/assistants/types";
import type { PlanExposures, Planning } from "@/lib/reports/types";

type FactsInput = { planning: Planning; exposures: PlanExposures; offered: readonly ModelOption[] };

/** What the calculators get: names as people know them, and of each plan only what they show. */
export function toFacts({ planning, exposures, offered }: FactsInput): PlanningFacts {
  const labels = new Map(offered.map(({ id, label }) => [id, label]));
  const nameOf = (id: string, model: string) => labels.get(id) ?? model;
  return {
    models: planning.models.flatMap(({ id, model, terms }) =>
      terms ? [{ id, name: nameOf(id, model), terms }] : [],
    ),
    unpriced: planning.models.flatMap(({ id, model, terms }) => (terms ? [] : [nameOf(id, model)])),
    whatIf: planning.whatIf,
    database: planning.database,
    exposures: {
      orgMonthPicoUsd: exposures.orgMonthPicoUsd,
      plans: exposures.plans.map(({ planId, name, activeMembers, exposure }) => {
        return { planId, name, activeMembers, monthPicoUsd: exposure.monthPicoUsd };
      }),
    },
  };
}
