import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { apiKeys, budgets } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { deleteBudget, removeRecorded, setRecorded, writeBudget } from "./set";
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
  const ownerId = await findOwner(ctx, scopeId);
  if (ownerId === null) throw new AppError("not_found", "There is no such API key any more.");
  const key = { ...KIND, scopeId, period };
  const isOwn = ownerId === ctx.actor.userId;
  if (limit === null) await (isOwn ? deleteBudget : removeRecorded)(ctx, key);
  else await (isOwn ? writeBudget : setRecorded)(ctx, { ...key, limit });
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

/** Whose key it is, where the caller may limit it. */
async function findOwner({ db, actor }: Ctx, apiKeyId: string): Promise<string | null> {
  if (!isId(apiKeyId)) return null;
  const isOwn = actor.role === "member" ? eq(apiKeys.userId, actor.userId) : undefined;
  const [key] = await db
    .select({ userId: apiKeys.userId })
    .from(apiKeys)
    .where(and(eq(apiKeys.id, apiKeyId), isNull(apiKeys.revokedAt), isOwn));
  return key?.userId ?? null;
}

async function ownKeys(db: Conn, userId: string): Promise<string[]> {
  const rows = await db
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)));
  return rows.map(({ id }) => id);
}
