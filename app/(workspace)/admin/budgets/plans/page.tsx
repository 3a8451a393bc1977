import { Layers } from "lucide-react";
import type { Metadata } from "next";
import { AddPlanDialog } from "@/components/admin/budgets/add-plan-dialog";
import { BudgetsFrame } from "@/components/admin/budgets/frame";
import { exposureWarning } from "@/components/admin/budgets/plan-words";
import { PlansTable } from "@/components/admin/budgets/plans-table";
import { AddressNotice } from "@/components/ui/address-notice";
import { Alert } from "@/components/ui/alert";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { SearchForm } from "@/components/ui/search-form";
import { listModels } from "@/lib/assistants";
import { requireAdminCtx } from "@/lib/auth";
import { listPlanExposures } from "@/lib/reports";
import { misread, readPlace } from "../../../misread";
import { filesOf } from "../../files";
import { readText } from "../../read-text";
import { removePlan, removePlans, storePlan } from "./actions";
import { planPage } from "./plan-page";

export const metadata: Metadata = { title: "Plans" };

const PATH = "/admin/budgets/plans";
const ACTIONS = { save: storePlan, remove: removePlan, removeMany: removePlans };

type PlansPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PlansPage({ searchParams }: PlansPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const { q, after } = params;
  const text = readText(q);
  const cursor = readPlace(after, "id");
  const offered = await listModels(ctx);
  const exposures = await listPlanExposures(ctx, { offered });
  const models = offered.map(({ id, model: name }) => ({ id, name }));
  const warning = exposureWarning(exposures);
  const { plans, nextCursor } = planPage(exposures.plans, { text, cursor });
  const place = exposures.plans.find(({ planId }) => planId === cursor);
  const problem = misread(params, { q: text, after: place });
  return (
    <BudgetsFrame current={PATH} actions={<AddPlanDialog action={storePlan} models={models} />}>
      <AddressNotice problem={problem} />
      {warning && <Alert tone="warn">{warning}</Alert>}
      <Card>
        <CardHeader
          title="Plans"
          description="The worst case is every message of the month at the longest input and answer with the dearest model of the plan. A limit of a member’s own or of their department can stand in for the plan’s."
          actions={
            <div className="flex w-full flex-wrap items-center gap-2 sm:w-auto">
              <ExportMenu {...filesOf("/api/reports/plans", { q: text })} />
              <SearchForm path={PATH} label="Search plans" placeholder="Name" text={text} />
            </div>
          }
        />
        {plans.length === 0 && text ? (
          <EmptyState icon={<Layers />} title={`No plan matches “${text}”`} />
        ) : plans.length === 0 ? (
          <EmptyState icon={<Layers />} title="No plans yet">
            A plan says which models its members may ask, how often and how much at once.
          </EmptyState>
        ) : (
          <PlansTable
            plans={plans}
            orgMonthPicoUsd={exposures.orgMonthPicoUsd}
            models={models}
            actions={ACTIONS}
          />
        )}
        <PageLinks path={PATH} keep={{ q: text }} cursor={cursor} nextCursor={nextCursor} className="mt-4" />
      </Card>
    </BudgetsFrame>
  );
}
