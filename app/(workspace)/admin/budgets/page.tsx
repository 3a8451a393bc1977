import { Gauge } from "lucide-react";
import type { Metadata } from "next";
import { AddBudgetDialog } from "@/components/admin/budgets/add-budget-dialog";
import { BudgetGroups } from "@/components/admin/budgets/budget-groups";
import { isScope } from "@/components/admin/budgets/budget-words";
import { BudgetsFrame } from "@/components/admin/budgets/frame";
import { ScopeFilter } from "@/components/admin/budgets/scope-filter";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageLinks } from "@/components/ui/page-links";
import { findSharedAssistant } from "@/lib/assistants";
import { requireAdminCtx } from "@/lib/auth";
import { listBudgets } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import {
  dropBudget,
  endBudgetTopUp,
  listBudgetTopUps,
  restoreBudget,
  saveBudget,
  topUpBudget,
} from "./actions";
import { readChoices } from "./choices";

export const metadata: Metadata = { title: "Budgets" };

const ACTIONS = {
  change: saveBudget,
  remove: dropBudget,
  restore: restoreBudget,
  readTopUps: listBudgetTopUps,
  addTopUp: topUpBudget,
  endTopUp: endBudgetTopUp,
};

type BudgetsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function BudgetsPage({ searchParams }: BudgetsPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const scope = isScope(params.scope) ? params.scope : undefined;
  const cursor = typeof params.after === "string" ? params.after : undefined;
  const [{ budgets, nextCursor }, choices, target] = await Promise.all([
    listBudgets(ctx, { scope, cursor }),
    readChoices(ctx),
    findTarget(ctx, params.assistant),
  ]);
  return (
    <BudgetsFrame
      current="/admin/budgets"
      actions={
        <AddBudgetDialog
          key={target?.scopeId}
          action={saveBudget}
          choices={choices}
          target={target}
          openAtFirst={target !== undefined}
        />
      }
    >
      <ScopeFilter current={scope} />
      {budgets.length === 0 && <NoBudgets isFiltered={scope !== undefined} />}
      <BudgetGroups budgets={budgets} timeZone={getEnv().ORG_TIME_ZONE} choices={choices} actions={ACTIONS} />
      <PageLinks path="/admin/budgets" keep={{ scope }} cursor={cursor} nextCursor={nextCursor} />
    </BudgetsFrame>
  );
}

/** The assistant that the address asks a budget for. */
async function findTarget(ctx: Ctx, assistantId: string | string[] | undefined) {
  if (typeof assistantId !== "string") return undefined;
  const assistant = await findSharedAssistant(ctx, assistantId);
  return assistant
    ? ({ scope: "assistant", scopeId: assistant.id, name: assistant.name } as const)
    : undefined;
}

function NoBudgets({ isFiltered }: { isFiltered: boolean }) {
  return (
    <Card>
      <EmptyState
        icon={<Gauge />}
        title={isFiltered ? "No budget of this kind" : "Nothing limits what is spent yet"}
      >
        Begin with a budget for the organisation: it always holds, whatever is set for departments, plans and
        members.
      </EmptyState>
    </Card>
  );
}
