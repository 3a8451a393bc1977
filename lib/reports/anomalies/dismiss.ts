import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { newId } from "@/db/id";
import { anomalyDismissals } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { readFields } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { isDay } from "../calendar";
import type { CostFilters } from "../cost-types";
import { filterText } from "../filter-text";

const REASON_MAX = 300;
const reasonSentence = `Say why in at most ${REASON_MAX} characters.`;

const fields = z.object({
  day: z.string("Choose a day.").refine(isDay, "Choose a day such as 2026-11-22."),
  reason: z
    .string(reasonSentence)
    .transform((reason) => reason.replaceAll("\0", "").trim())
    .pipe(z.string().min(1, "Say why nobody has to look at this day again.").max(REASON_MAX, reasonSentence)),
});

type Which = { day: string; filters: CostFilters };

/** Notes why a day needs no more looking at; a second reason replaces the first. Throws `invalid` with the field. */
export async function dismissAnomaly(
  ctx: Ctx,
  { filters, ...input }: Which & { reason: string },
): Promise<void> {
  assertAdmin(ctx.actor);
  const { day, reason } = readFields(fields, input);
  const { userId } = ctx.actor;
  const key = filterText(filters);
  await ctx.db.transaction(async (tx) => {
    await tx
      .insert(anomalyDismissals)
      .values({ id: newId(), day, filters: key, reason, userId })
      .onConflictDoUpdate({
        target: [anomalyDismissals.filters, anomalyDismissals.day],
        set: { reason, userId, createdAt: new Date() },
      });
    await recordAct(tx, ctx.actor, {
      ...{ act: "anomaly.dismiss", subject: { kind: "day", id: day, name: day } },
      after: { reason, ...(key ? { filters: key } : {}) },
    });
  });
}

/** Marks a dismissed day again, and answers why it was dismissed. Throws `not_found`. */
export async function restoreAnomaly(ctx: Ctx, { day, filters }: Which): Promise<{ reason: string }> {
  assertAdmin(ctx.actor);
  const key = filterText(filters);
  return ctx.db.transaction(async (tx) => {
    const [gone] = isDay(day)
      ? await tx
          .delete(anomalyDismissals)
          .where(and(eq(anomalyDismissals.filters, key), eq(anomalyDismissals.day, day)))
          .returning({ reason: anomalyDismissals.reason })
      : [];
    if (!gone) throw new AppError("not_found", "This day is marked already.");
    await recordAct(tx, ctx.actor, {
      ...{ act: "anomaly.restore", subject: { kind: "day", id: day, name: day } },
      before: { reason: gone.reason, ...(key ? { filters: key } : {}) },
    });
    return gone;
  });
}
