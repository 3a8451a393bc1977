import { type SQL, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { prompts } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";

/** Everyone's prompts. */
export const isEveryones = sql`${prompts.visibility} = 'everyone'`;

/** The caller's own, that nobody else sees. */
export const isOwn = ({ actor }: Ctx): SQL =>
  sql`(${prompts.userId} = ${actor.userId} and ${prompts.visibility} = 'me')`;

/** Whether a member finds it: their own, and everyone's. */
export function isVisible(ctx: Ctx): SQL {
  return sql`(${isOwn(ctx)} or ${isEveryones})`;
}

/** Whether it is theirs to change and to delete: their own, and for admins everyone's, whoever made it. */
export function isChangeable(ctx: Ctx): SQL {
  return ctx.actor.role === "member" ? isOwn(ctx) : isVisible(ctx);
}

/** The prompt of an id; a stranger's is like a missing one. Throws `not_found` for what is no id. */
export function isPrompt(promptId: string): SQL {
  if (!isId(promptId)) throw noPrompt();
  return sql`${prompts.id} = ${promptId}::uuid`;
}

/** What the caller is shown of one. */
export function columnsFor(ctx: Ctx) {
  return {
    id: prompts.id,
    name: prompts.name,
    text: prompts.text,
    visibility: prompts.visibility,
    mayChange: sql<boolean>`${isChangeable(ctx)}`,
  };
}

export function noPrompt(): AppError {
  return new AppError("not_found", "This prompt does not exist any more: choose another one.");
}
