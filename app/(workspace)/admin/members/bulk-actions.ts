"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { revokedWords } from "@/components/people/revoked-words";
import { defineAdminAction } from "@/lib/action";
import { assignMembers, takeBackMoves } from "@/lib/budgets";
import { BULK_MAX, bulkIds, bulkWords } from "@/lib/bulk";
import { setMembersState } from "@/lib/org";
import { chosenGroup } from "./group";

const members = z.object({ ids: bulkIds });
const groups = z.object({ departmentId: z.uuid().nullable(), planId: z.uuid().nullable() });
const moves = z
  .array(z.object({ userId: z.uuid(), before: groups, after: groups }))
  .min(1)
  .max(BULK_MAX);
const MEMBER = { one: "member", many: "members" };

export const disableMany = defineAdminAction(members, async (ctx, { ids }) => {
  const outcome = await setMembersState(ctx, { userIds: ids, disabled: true });
  revalidatePath("/admin/members");
  const message = bulkWords(outcome, MEMBER, ["is signed out and kept out", "are signed out and kept out"]);
  return {
    message: message + revokedWords(outcome.invitations),
    undo: outcome.done.length > 0 ? { ids: outcome.done } : undefined,
  };
});

export const enableMany = defineAdminAction(members, async (ctx, { ids }) => {
  const outcome = await setMembersState(ctx, { userIds: ids, disabled: false });
  revalidatePath("/admin/members");
  return { message: bulkWords(outcome, MEMBER, ["can sign in again", "can sign in again"]) };
});

export const assignMany = defineAdminAction(
  members.extend({
    departmentId: chosenGroup("Choose a department, or None.").optional(),
    planId: chosenGroup("Choose a plan, or None.").optional(),
  }),
  async (ctx, { ids, departmentId, planId }) => {
    const outcome = await assignMembers(ctx, { userIds: ids, departmentId, planId });
    revalidatePath("/", "layout");
    const message = bulkWords(outcome, MEMBER, ["is changed", "are changed"]);
    return { message, undo: outcome.moves.length > 0 ? outcome.moves : undefined };
  },
);

export const moveBackMany = defineAdminAction(moves, async (ctx, taken) => {
  const outcome = await takeBackMoves(ctx, taken);
  revalidatePath("/", "layout");
  return { message: bulkWords(outcome, MEMBER, ["is where they were", "are where they were"]) };
});
