import { and } from "drizzle-orm";
import { prompts } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import type { Prompt } from "../types";
import { columnsFor, isPrompt, isVisible, noPrompt } from "./visible";

/** One that the caller finds. Throws `not_found`; a stranger's is like a missing one. */
export async function getPrompt(ctx: Ctx, { promptId }: { promptId: string }): Promise<Prompt> {
  const [found] = await ctx.db
    .select(columnsFor(ctx))
    .from(prompts)
    .where(and(isPrompt(promptId), isVisible(ctx)));
  if (!found) throw noPrompt();
  return found;
}
