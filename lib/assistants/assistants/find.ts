import { sql } from "drizzle-orm";
import { assistants } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import type { Assistant } from "../types";
import { isChangeable, isVisible, noAssistant, selectOne } from "./visible";

/** One that the caller may begin a thread with; null for an archived one, and for a stranger's as for a missing one. */
export function findAssistant(ctx: Ctx, assistantId: string): Promise<Assistant | null> {
  return selectOne(ctx, assistantId, sql`${assistants.archivedAt} is null and ${isVisible(ctx)}`);
}

/** One that the caller may see, or change, archived or not. Throws `not_found`; a stranger's is like a missing one. */
export async function getAssistant(ctx: Ctx, { assistantId }: { assistantId: string }): Promise<Assistant> {
  const found = await selectOne(
    ctx,
    assistantId,
    sql`((${assistants.archivedAt} is null and ${isVisible(ctx)}) or ${isChangeable(ctx)})`,
  );
  if (!found) throw noAssistant();
  return found;
}
