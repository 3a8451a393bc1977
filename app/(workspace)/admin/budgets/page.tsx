import { Gauge } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { AddBudgetDialog } from "@/components/admin/budgets/add-budget-dialog";
import { BudgetGroups } from "@/components/admin/budgets/budget-groups";
import { isScope } from "@/components/admin/budgets/budget-words";
import { BudgetsFrame } from "@/components/admin/budgets/frame";
import { ScopeFilter } from "@/components/admin/budgets/scope-filter";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { requireAdminCtx } from "@/lib/auth";
import { type BudgetScope, listBudgets } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
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
  const [{ budgets, nextCursor }, choices] = await Promise.all([
    listBudgets(ctx, { scope, cursor }),
    readChoices(ctx),
  ]);
  return (
    <BudgetsFrame
      current="/admin/budgets"
      actions={<AddBudgetDialog action={saveBudget} choices={choices} />}
    >
      <ScopeFilter current={scope} />
      {budgets.length === 0 && <NoBudgets isFiltered={scope !== undefined} />}
      <BudgetGroups budgets={budgets} timeZone={getEnv().ORG_TIME_ZONE} choices={choices} actions={ACTIONS} />
      <Pages scope={scope} isFirst={!cursor} nextCursor={nextCursor} />
    </BudgetsFrame>
  );
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

type PagesProps = { scope: BudgetScope | undefined; isFirst: boolean; nextCursor: string | null };

function Pages({ scope, isFirst, nextCursor }: PagesProps) {
  if (isFirst && !nextCursor) return null;
  const page = (after?: string) =>
    `/admin/budgets?${new URLSearchParams({ ...(scope ? { scope } : {}), ...(after ? { after } : {}) })}` as Route;
  return (
    <nav aria-label="Pages" className="flex justify-between gap-3">
      {isFirst ? <span /> : <PageLink href={page()}>First page</PageLink>}
      {nextCursor && <PageLink href={page(nextCursor)}>Next page</PageLink>}
    </nav>
  );
}

function PageLink({ href, children }: { href: Route; children: string }) {
  return (
    <Button asChild variant="outline" size="sm">
      <Link href={href}>{children}</Link>
    </Button>
  );
}
