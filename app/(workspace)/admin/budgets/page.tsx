import { Gauge } from "lucide-react";
import type { Metadata } from "next";
import { AddBudgetDialog } from "@/components/admin/budgets/add-budget-dialog";
import { BudgetGroups } from "@/components/admin/budgets/budget-groups";
import { isScope } from "@/components/admin/budgets/budget-words";
import { BudgetsFrame } from "@/components/admin/budgets/frame";
import { ScopeFilter } from "@/components/admin/budgets/scope-filter";
import { AddressNotice } from "@/components/ui/address-notice";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { SearchForm } from "@/components/ui/search-form";
import { findSharedAssistant } from "@/lib/assistants";
import { requireAdminCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { misread, readPlace } from "../../misread";
import { filesOf } from "../files";
import { readText } from "../read-text";
import { endBudgetTopUp, listBudgetTopUps, saveBudget, topUpBudget } from "./actions";
import { changeBudgets, dropBudgets, restoreBudgets } from "./bulk-actions";
import { readChoices } from "./choices";
import { listMarked } from "./list-marked";

export const metadata: Metadata = { title: "Budgets" };

const PATH = "/admin/budgets";

const ACTIONS = {
  change: saveBudget,
  remove: dropBudgets,
  restore: restoreBudgets,
  readTopUps: listBudgetTopUps,
  addTopUp: topUpBudget,
  endTopUp: endBudgetTopUp,
};

const BULK = { changeMany: changeBudgets, removeMany: dropBudgets, restoreMany: restoreBudgets };

type BudgetsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function BudgetsPage({ searchParams }: BudgetsPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const scope = isScope(params.scope) ? params.scope : undefined;
  const text = readText(params.q);
  const cursor = readPlace(params.after, "id");
  const [{ budgets, nextCursor }, choices, target] = await Promise.all([
    listMarked(ctx, { scope, text, cursor }),
    readChoices(ctx),
    findTarget(ctx, params.assistant),
  ]);
  const problem = misread(params, { scope, q: text, after: cursor, assistant: target });
  return (
    <BudgetsFrame
      current={PATH}
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
      <AddressNotice problem={problem} />
      <ScopeFilter current={scope} text={text} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SearchForm
          path={PATH}
          label="Search budgets"
          placeholder="Name of whom it is for"
          text={text}
          keep={scope ? { scope } : {}}
        />
        <ExportMenu {...filesOf("/api/reports/budgets", { scope, q: text })} />
      </div>
      {budgets.length === 0 && <NoBudgets isFiltered={scope !== undefined || text !== undefined} />}
      <BudgetGroups
        budgets={budgets}
        timeZone={getEnv().ORG_TIME_ZONE}
        choices={choices}
        actions={ACTIONS}
        bulk={BULK}
      />
      <PageLinks path={PATH} keep={{ scope, q: text }} cursor={cursor} nextCursor={nextCursor} />
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
      <EmptyState icon={<Gauge />} title={isFiltered ? "No such budget" : "Nothing limits what is spent yet"}>
        Begin with a budget for the organisation: it always holds, whatever is set for departments, plans and
        members.
      </EmptyState>
    </Card>
  );
}
