import { eq, type SQL, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { assistants, departments, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { Assistant } from "../types";

/** The member as they are now: a session knows neither their department nor that they were disabled. */
const caller = ({ actor }: Ctx): SQL =>
  sql`select from users caller where caller.id = ${actor.userId} and caller.disabled_at is null`;

const isOwn = sql`${assistants.userId} = caller.id`;
const isShared = sql`(${assistants.visibility} = 'everyone' or ${assistants.departmentId} = caller.department_id)`;

/** Whether a member may choose it: their own, their department's, or everyone's. */
export function isVisible(ctx: Ctx): SQL {
  return sql`exists (${caller(ctx)} and (${isOwn} or ${isShared}))`;
}

/** Whether it is theirs to change and to archive: their own, and for admins what others see too. */
export function isChangeable(ctx: Ctx): SQL {
  return sql`exists (${caller(ctx)} and (${isOwn} or (caller.role <> 'member' and ${assistants.visibility} <> 'me')))`;
}

/** Without what it is told, which can be long. */
export function itemColumns(ctx: Ctx) {
  const isMine = sql<boolean>`${assistants.userId} = ${ctx.actor.userId}`;
  return {
    id: assistants.id,
    name: assistants.name,
    description: assistants.description,
    model: assistants.model,
    visibility: assistants.visibility,
    departmentName: departments.name,
    makerName: users.name,
    isOwn: isMine,
    mayChange: sql<boolean>`${isMine} or (${ctx.actor.role} <> 'member' and ${assistants.visibility} <> 'me')`,
    archived: sql<boolean>`${assistants.archivedAt} is not null`,
  };
}

export function selectItems(ctx: Ctx) {
  return ctx.db
    .select(itemColumns(ctx))
    .from(assistants)
    .innerJoin(users, eq(users.id, assistants.userId))
    .leftJoin(departments, eq(departments.id, assistants.departmentId));
}

/** The assistant where a condition holds; null for what is no id. */
export async function selectOne(ctx: Ctx, assistantId: string, condition: SQL): Promise<Assistant | null> {
  if (!isId(assistantId)) return null;
  const [found] = await ctx.db
    .select({
      ...itemColumns(ctx),
      instructions: assistants.instructions,
      instructionsTokens: assistants.instructionsTokens,
      outputTokensMax: assistants.outputTokensMax,
      departmentId: assistants.departmentId,
    })
    .from(assistants)
    .innerJoin(users, eq(users.id, assistants.userId))
    .leftJoin(departments, eq(departments.id, assistants.departmentId))
    .where(sql`${assistants.id} = ${assistantId} and ${condition}`)
    .limit(1);
  return found ?? null;
}

export function noAssistant(): AppError {
  return new AppError("not_found", "There is no such assistant: choose another one.");
}
