"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import { assignMembers } from "@/lib/budgets";
import { bulkIds, bulkWords } from "@/lib/bulk";
import { setMembersState } from "@/lib/org";
import { group } from "./group";

const members = z.object({ ids: bulkIds });
const MEMBER = { one: "member", many: "members" };

export const disableMany = defineAdminAction(members, async (ctx, { ids }) => {
  const outcome = await setMembersState(ctx, { userIds: ids, disabled: true });
  revalidatePath("/admin/members");
  const message = bulkWords(outcome, MEMBER, ["is signed out and kept out", "are signed out and kept out"]);
  return { message, undo: outcome.done.length > 0 ? { ids: outcome.done } : undefined };
});

export const enableMany = defineAdminAction(members, async (ctx, { ids }) => {
  const outcome = await setMembersState(ctx, { userIds: ids, disabled: false });
  revalidatePath("/admin/members");
  return { message: bulkWords(outcome, MEMBER, ["can sign in again", "can sign in again"]) };
});

export const assignMany = defineAdminAction(
  members.extend({ departmentId: group.optional(), planId: group.optional() }),
  async (ctx, { ids, departmentId, planId }) => {
    const outcome = await assignMembers(ctx, { userIds: ids, departmentId, planId });
    revalidatePath("/", "layout");
    return { message: bulkWords(outcome, MEMBER, ["is changed", "are changed"]) };
  },
);
