import type { Ctx } from "@/lib/org/types";
import { asMember } from "./as-member";
import { getMemberBreakdown } from "./get-member-breakdown";
import { getMemberForecast } from "./get-member-forecast";
import { getMemberMonth } from "./get-member-month";
import { listPreviousDays } from "./list-previous-days";
import { spanOf } from "./span";
import type { MemberReport, ReportInput } from "./types";

/**
 * What a member sees of their month, for an admin: the same figures without their threads, whose names and categories
 * are the member's alone. Throws `not_found`, to members also for themselves.
 */
export async function getMemberReport(
  ctx: Ctx,
  { userId, ...input }: ReportInput & { userId: string },
): Promise<MemberReport> {
  const theirs = await asMember(ctx, userId);
  const [month, breakdown, previous] = await Promise.all([
    getMemberMonth(theirs, input),
    getMemberBreakdown(theirs, input),
    listPreviousDays(theirs, input),
  ]);
  const { threads, otherThreads, ...figures } = month;
  const isCurrent = spanOf(input).today !== null;
  return {
    ...{ month: figures, breakdown, previous },
    threadCount: threads.length + (otherThreads?.count ?? 0),
    forecast: isCurrent ? await getMemberForecast(theirs, { ...input, now: month.span.readAt }) : null,
  };
}
