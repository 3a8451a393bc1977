import { and, eq } from "drizzle-orm";
import { isId } from "@/db/id";
import { threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { isOwn, notFound } from "../threads/own";
import { findAssistant } from "./find";
import { noAssistant } from "./visible";

type Choosing = { threadId: string; assistantId: string | null };

/** Who answers in one of the caller's threads from now on; null for the model alone. Throws `not_found`. */
export async function chooseAssistant(ctx: Ctx, { threadId, assistantId }: Choosing): Promise<void> {
  if (!isId(threadId)) throw notFound();
  if (assistantId !== null && !(await findAssistant(ctx, assistantId))) throw noAssistant();
  const changed = await ctx.db
    .update(threads)
    .set({ assistantId })
    .where(and(isOwn(ctx), eq(threads.id, threadId)))
    .returning({ id: threads.id });
  if (changed.length === 0) throw notFound();
}
