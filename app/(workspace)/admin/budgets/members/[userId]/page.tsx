import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AddBudgetDialog } from "@/components/admin/budgets/add-budget-dialog";
import { BudgetsFrame } from "@/components/admin/budgets/frame";
import { LimitsTable } from "@/components/admin/budgets/limits-table";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { requireAdminCtx } from "@/lib/auth";
import { listEffectiveLimits } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { isAppError } from "@/lib/errors";
import { getMember } from "@/lib/org";
import type { Ctx, MemberListItem } from "@/lib/org/types";
import { markEstimates } from "@/lib/reports";
import { saveBudget } from "../../actions";
import { readChoices } from "../../choices";

export const metadata: Metadata = { title: "Limits of a member" };

type MemberLimitsPageProps = { params: Promise<{ userId: string }> };

/** Every limit that applies to one member. */
export default async function MemberLimitsPage({ params }: MemberLimitsPageProps) {
  const ctx = await requireAdminCtx();
  const { userId } = await params;
  const member = await getMemberOrNotFound(ctx, userId);
  const [limits, choices] = await Promise.all([
    listEffectiveLimits(ctx, { userId }).then((found) => markEstimates(ctx, found)),
    readChoices(ctx),
  ]);
  const target = { scope: "member", scopeId: userId, name: member.name } as const;
  return (
    <BudgetsFrame
      current={null}
      title={`Limits of ${member.name}`}
      actions={<AddBudgetDialog action={saveBudget} choices={choices} target={target} />}
    >
      <Card>
        <CardHeader title={member.name} description={belongingWords(member)} />
        {limits.length === 0 ? (
          <EmptyState title="Nothing limits this member">
            Add a budget for them, for their department or plan, or for the whole organisation.
          </EmptyState>
        ) : (
          <LimitsTable limits={limits} timeZone={getEnv().ORG_TIME_ZONE} />
        )}
      </Card>
    </BudgetsFrame>
  );
}

async function getMemberOrNotFound(ctx: Ctx, userId: string): Promise<MemberListItem> {
  try {
    return await getMember(ctx, { userId });
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
}

function belongingWords({ email, department, plan }: MemberListItem): string {
  const groups = [department && `department ${department.name}`, plan && `plan ${plan.name}`];
  return [email, ...groups.filter(Boolean)].join(" · ");
}
