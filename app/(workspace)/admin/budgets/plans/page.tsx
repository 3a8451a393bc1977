import { Layers } from "lucide-react";
import type { Metadata } from "next";
import { AddPlanDialog } from "@/components/admin/budgets/add-plan-dialog";
import { BudgetsFrame } from "@/components/admin/budgets/frame";
import { exposureWarning } from "@/components/admin/budgets/plan-words";
import { PlansTable } from "@/components/admin/budgets/plans-table";
import { Alert } from "@/components/ui/alert";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { listModels } from "@/lib/assistants";
import { requireAdminCtx } from "@/lib/auth";
import { listPlanExposures } from "@/lib/reports";
import { removePlan, storePlan } from "./actions";

export const metadata: Metadata = { title: "Plans" };

const ACTIONS = { save: storePlan, remove: removePlan };

export default async function PlansPage() {
  const ctx = await requireAdminCtx();
  const offered = await listModels(ctx);
  const exposures = await listPlanExposures(ctx, { offered });
  const models = offered.map(({ id, model: name }) => ({ id, name }));
  const warning = exposureWarning(exposures);
  return (
    <BudgetsFrame
      current="/admin/budgets/plans"
      actions={<AddPlanDialog action={storePlan} models={models} />}
    >
      {warning && <Alert tone="warn">{warning}</Alert>}
      <Card>
        <CardHeader
          title="Plans"
          description="The worst case is every message of the month at the longest input and answer with the dearest model of the plan. A limit of a member’s own or of their department can stand in for the plan’s."
        />
        {exposures.plans.length === 0 ? (
          <EmptyState icon={<Layers />} title="No plans yet">
            A plan says which models its members may ask, how often and how much at once.
          </EmptyState>
        ) : (
          <PlansTable
            plans={exposures.plans}
            orgMonthPicoUsd={exposures.orgMonthPicoUsd}
            models={models}
            actions={ACTIONS}
          />
        )}
      </Card>
    </BudgetsFrame>
  );
}
