import { and, eq, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { assistants } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { lockMakers } from "./lock-makers";
import { keepToTheMost } from "./most";
import { recordAssistant, recordedColumns } from "./record";
import { isChangeable, noAssistant } from "./visible";

type Which = { assistantId: string };

/**
 * Takes one out of the gallery; threads that chose it go on with it. Answers whether it was in it. Its maker's or an
 * admin's to do; throws `not_found`.
 */
export function archiveAssistant(ctx: Ctx, which: Which): Promise<boolean> {
  return move(ctx, which, { isArchived: true });
}

/** Brings one back into the gallery. Throws as `archiveAssistant`, and `invalid` where its maker has too many by now. */
export function restoreAssistant(ctx: Ctx, which: Which): Promise<boolean> {
  return move(ctx, which, { isArchived: false });
}

async function move(
  ctx: Ctx,
  { assistantId }: Which,
  { isArchived }: { isArchived: boolean },
): Promise<boolean> {
  if (!isId(assistantId)) throw noAssistant();
  return ctx.db.transaction(async (tx) => {
    if (!isArchived) await lockMakers(tx, [assistantId]);
    const [found] = await tx
      .select({ userId: assistants.userId, archivedAt: assistants.archivedAt, ...recordedColumns })
      .from(assistants)
      .where(and(eq(assistants.id, assistantId), isChangeable(ctx)))
      .for("no key update");
    if (!found) throw noAssistant();
    // Doing it twice is no mistake.
    if ((found.archivedAt !== null) === isArchived) return false;
    if (!isArchived) await keepToTheMost({ ...ctx, db: tx }, found.userId);
    await tx
      .update(assistants)
      .set({ archivedAt: isArchived ? sql`now()` : null })
      .where(eq(assistants.id, assistantId));
    const act = isArchived ? "assistant.archive" : "assistant.restore";
    await recordAssistant(tx, ctx, { act, id: assistantId, before: found, after: null });
    return true;
  });
}
