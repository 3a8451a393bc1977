import { type BulkOutcome, changeEach } from "@/lib/bulk";
import { requireAdmin } from "./admin";
import { disableMember } from "./disable-member";
import { enableMember } from "./enable-member";
import type { Ctx } from "./types";

type MembersState = { userIds: readonly string[]; disabled: boolean };

/** `invitations` is how many open ones of theirs were revoked. */
type StateOutcome = BulkOutcome & { invitations: number };

/** Keeps members out, or lets them in again. Who cannot be changed, such as oneself or an owner, is left out and told. */
export async function setMembersState(ctx: Ctx, { userIds, disabled }: MembersState): Promise<StateOutcome> {
  requireAdmin(ctx);
  let invitations = 0;
  const outcome = await changeEach(ctx, userIds, async (inside, userId) => {
    if (!disabled) return enableMember(inside, { userId });
    const done = await disableMember(inside, { userId });
    invitations += done?.invitations ?? 0;
    return done !== null;
  });
  return { ...outcome, invitations };
}
