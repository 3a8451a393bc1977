import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { assistants } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { isChangeable, noAssistant } from "./visible";

type Which = { assistantId: string };

/** Takes one out of the gallery; threads that chose it go on with it. Its maker's or an admin's to do; throws `not_found`. */
export function archiveAssistant(ctx: Ctx, which: Which): Promise<void> {
  return move(ctx, which, { archivedAt: sql`now()`, only: isNull(assistants.archivedAt) });
}

/** Brings one back into the gallery. Throws as `archiveAssistant`. */
export function restoreAssistant(ctx: Ctx, which: Which): Promise<void> {
  return move(ctx, which, { archivedAt: null, only: isNotNull(assistants.archivedAt) });
}

type Move = { archivedAt: SQL | null; only: SQL };

async function move(ctx: Ctx, { assistantId }: Which, { archivedAt, only }: Move): Promise<void> {
  if (!isId(assistantId)) throw noAssistant();
  const isIt = and(eq(assistants.id, assistantId), isChangeable(ctx));
  const moved = await ctx.db.update(assistants).set({ archivedAt }).where(and(isIt, only)).returning({
    id: assistants.id,
  });
  // Doing it twice is no mistake.
  if (moved.length === 0 && (await ctx.db.$count(assistants, isIt)) === 0) throw noAssistant();
}
