import { and, eq, inArray } from "drizzle-orm";
import { providerDays } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import type { ProviderCost } from "./parse-costs";

const PROVIDER = /^[a-z0-9][a-z0-9-]{0,59}$/;
const ROWS_AT_ONCE = 1_000;
const DAYS_MAX = 400;

export type CostsToSave = { provider: string; source: "file" | "fetched"; costs: readonly ProviderCost[] };

/**
 * Keeps what a provider charged, in place of what was read of the same days before. For admins. Throws `invalid` for a
 * provider that cannot be one and for more than 400 days.
 */
export async function saveCosts(
  ctx: Ctx,
  { provider, source, costs }: CostsToSave,
): Promise<{ days: number }> {
  assertAdmin(ctx.actor);
  if (!PROVIDER.test(provider)) throw new AppError("invalid", "Choose the provider that these costs are of.");
  const days = [...new Set(costs.map(({ day }) => day))].sort();
  if (days.length > DAYS_MAX) throw new AppError("invalid", `Read at most ${DAYS_MAX} days at once.`);
  const { userId: readBy } = ctx.actor;
  const rows = costs.map((cost) => ({ provider, source, readBy, ...cost }));
  await ctx.db.transaction(async (tx) => {
    await tx
      .delete(providerDays)
      .where(and(eq(providerDays.provider, provider), inArray(providerDays.day, days)));
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      await tx.insert(providerDays).values(rows.slice(start, start + ROWS_AT_ONCE));
    }
    await recordAct(tx, ctx.actor, {
      act: "reconciliation.read",
      subject: { kind: "provider", id: provider, name: provider },
      after: {
        ...{ source, days: days.length, from: days[0] ?? null, to: days.at(-1) ?? null },
        billedPicoUsd: costs.reduce((sum, { billedPicoUsd }) => sum + billedPicoUsd, 0n),
      },
    });
  });
  return { days: days.length };
}
