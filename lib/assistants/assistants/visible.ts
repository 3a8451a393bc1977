import { eq, type SQL, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { assistants, departments, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { Assistant } from "../types";

/** The member as they are now: a session knows neither their department nor that they were disabled. */
const caller = ({ actor }: Ctx): SQL => sql`select from users caller where caller.id = ${actor.userId}`;

const isOwn = sql`${assistants.userId} = caller.id`;

/** The rule itself, for a statement that has both rows under these names; null counts as no. */
export function maySee({ member, assistant }: { member: SQL; assistant: SQL }): SQL {
  return sql`(${member}.disabled_at is null and (${assistant}.user_id = ${member}.id
    or ${assistant}.visibility = 'everyone' or ${assistant}.department_id = ${member}.department_id))`;
}

/** Whether a member may choose it: their own, their department's, or everyone's. */
export function isVisible(ctx: Ctx): SQL {
  return sql`exists (${caller(ctx)} and ${maySee({ member: sql`caller`, assistant: sql`${assistants}` })})`;
}

/** Whether it is theirs to change and to archive: their own, and for admins what others see too. */
export function isChangeable(ctx: Ctx): SQL {
  return sql`exists (${caller(ctx)} and caller.disabled_at is null
    and (${isOwn} or (caller.role <> 'member' and ${assistants.visibility} <> 'me')))`;
}

/** Without what it is told, which can be long. */
export function itemColumns(ctx: Ctx) {
  return {
    id: assistants.id,
    name: assistants.name,
    description: assistants.description,
    model: assistants.model,
    visibility: assistants.visibility,
    departmentName: departments.name,
    makerName: users.name,
    isOwn: sql<boolean>`${assistants.userId} = ${ctx.actor.userId}`,
    mayChange: sql<boolean>`${isChangeable(ctx)}`,
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
