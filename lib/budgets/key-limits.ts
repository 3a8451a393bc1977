import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { apiKeys, budgets } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { deleteBudget, writeBudget } from "./set";
import type { BudgetPeriod } from "./types";

/** What one API key may spend in a period, in pico-USD. */
export type KeyLimit = { apiKeyId: string; period: BudgetPeriod; limit: PicoUsd };

const KIND = { scope: "api_key", unit: "usd", onLimit: "block" } as const;

/**
 * A limit of one API key for a period, null to take it away. Its member may set any, since their own budgets hold
 * beside it; an admin may for every key. Throws `not_found` for a stranger's key, `invalid` for an amount.
 */
export async function setKeyLimit(
  ctx: Ctx,
  input: { apiKeyId: string; period: BudgetPeriod; limit: PicoUsd | null },
): Promise<void> {
  const { apiKeyId: scopeId, period, limit } = input;
  if (!(await mayLimit(ctx, scopeId))) throw new AppError("not_found", "There is no such API key any more.");
  const key = { ...KIND, scopeId, period };
  if (limit === null) await deleteBudget(ctx, key);
  else await writeBudget(ctx, { ...key, limit });
}

/** The limits of the caller's own keys. */
export async function listKeyLimits({ db, actor }: Ctx): Promise<KeyLimit[]> {
  const own = await ownKeys(db, actor.userId);
  if (own.length === 0) return [];
  const rows = await db
    .select({ apiKeyId: budgets.scopeId, period: budgets.period, limit: budgets.limit })
    .from(budgets)
    .where(
      and(
        eq(budgets.scope, KIND.scope),
        eq(budgets.unit, KIND.unit),
        eq(budgets.onLimit, KIND.onLimit),
        inArray(budgets.scopeId, own),
      ),
    )
    .orderBy(budgets.id);
  return rows.flatMap(({ apiKeyId, ...row }) => (apiKeyId === null ? [] : [{ apiKeyId, ...row }]));
}

async function mayLimit({ db, actor }: Ctx, apiKeyId: string): Promise<boolean> {
  if (!isId(apiKeyId)) return false;
  const isOwn = actor.role === "member" ? eq(apiKeys.userId, actor.userId) : undefined;
  const open = and(eq(apiKeys.id, apiKeyId), isNull(apiKeys.revokedAt), isOwn);
  return (await db.$count(apiKeys, open)) === 1;
}

async function ownKeys(db: Conn, userId: string): Promise<string[]> {
  const rows = await db
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)));
  return rows.map(({ id }) => id);
}
