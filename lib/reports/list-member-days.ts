import type { Ctx } from "@/lib/org/types";
import { asMember } from "./as-member";
import { listDayCosts } from "./list-day-costs";
import type { DayCost, ReportInput } from "./types";

/** A member's month by day, model and purpose, for an admin. Throws `not_found`, to members also for themselves. */
export async function listMemberDays(
  ctx: Ctx,
  { userId, ...input }: ReportInput & { userId: string },
): Promise<DayCost[]> {
  return listDayCosts(await asMember(ctx, userId), input);
}
