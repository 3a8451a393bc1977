import { type BulkOutcome, changeEach } from "@/lib/bulk";
import { requireAdmin } from "./admin";
import { disableMember } from "./disable-member";
import { enableMember } from "./enable-member";
import type { Ctx } from "./types";

type MembersState = { userIds: readonly string[]; disabled: boolean };

/** Keeps members out, or lets them in again. Who cannot be changed, such as oneself or an owner, is left out and told. */
export async function setMembersState(ctx: Ctx, { userIds, disabled }: MembersState): Promise<BulkOutcome> {
  requireAdmin(ctx);
  const change = disabled ? disableMember : enableMember;
  return changeEach(ctx, userIds, (inside, userId) => change(inside, { userId }));
}
