import { eq, sql } from "drizzle-orm";
import { assistants } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import type { ThreadAssistant } from "../types";
import { isVisible } from "./visible";

/** Who answers in a thread of the caller's; of one that is not shared with them any more they learn the name alone. */
export async function getThreadAssistant(ctx: Ctx, assistantId: string): Promise<ThreadAssistant> {
  const [found] = await ctx.db
    .select({
      id: assistants.id,
      name: assistants.name,
      description: assistants.description,
      model: assistants.model,
      isVisible: sql<boolean>`${isVisible(ctx)}`,
    })
    .from(assistants)
    .where(eq(assistants.id, assistantId));
  if (!found) throw new Error("A thread has an assistant that does not exist.");
  return found.isVisible ? found : { ...found, description: "", model: null };
}
