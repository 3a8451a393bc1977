import { listModels, listSharedAssistants } from "@/lib/assistants";
import { getDefaultThresholds } from "@/lib/budgets";
import { DEPARTMENTS_MAX, listDepartments, listMembers, listPlans } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { findMembers } from "./actions";

/** What a budget can be set for. The first page of members are suggestions; where there are more, they are looked for. */
export async function readChoices(ctx: Ctx) {
  const [groups, models, { assistants }, { members, nextCursor }, thresholds] = await Promise.all([
    readGroups(ctx),
    listModels(ctx),
    listSharedAssistants(ctx),
    listMembers(ctx, {}),
    getDefaultThresholds(ctx.db),
  ]);
  return {
    ...groups,
    // The first is what a new budget hands over to: one that it can count in dollars.
    models: models
      .toSorted((a, b) => Number(b.price !== null) - Number(a.price !== null))
      .map(({ id, model: name }) => ({ id, name })),
    assistants: assistants.map(({ id, name }) => ({ id, name })),
    members: members.map(({ email, name }) => ({ email, name })),
    // At the limit itself there is always an alert.
    thresholds: thresholds.filter((percent) => percent < 100),
    findMembers: nextCursor === null ? null : findMembers,
  };
}

/** What a member can belong to. */
export async function readGroups(ctx: Ctx) {
  const [{ departments }, plans] = await Promise.all([
    listDepartments(ctx, { limit: DEPARTMENTS_MAX }),
    listPlans(ctx),
  ]);
  return {
    departments: departments.map(({ departmentId: id, name }) => ({ id, name })),
    plans: plans.map(({ planId: id, name }) => ({ id, name })),
  };
}
