import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { alertRules } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { AT_THE_LIMIT } from "./fire";
import { lockBudgetsAlone } from "./lock";

/** What holds where nobody has chosen anything else; the column's own default. */
const THRESHOLDS = [50, 80, 95];
const THRESHOLDS_MAX = 8;

/** The thresholds of a new budget, for the statement that writes it. */
export const defaultThresholds = sql`coalesce((select thresholds from alert_rules), '{50,80,95}'::int[])`;

/** Percentages at which a budget alerts where nobody chose others for it, in order; the last is always 100. */
export async function getDefaultThresholds(db: Conn): Promise<number[]> {
  const [rules] = await db.select({ thresholds: alertRules.thresholds }).from(alertRules).limit(1);
  return [...(rules?.thresholds ?? THRESHOLDS), AT_THE_LIMIT];
}

/**
 * Changes them, also for every budget that has the old ones; a budget with others keeps them. 100 is always one. Throws
 * `invalid` with the field, `forbidden` for a member.
 */
export async function setDefaultThresholds(
  ctx: Ctx,
  { thresholds }: { thresholds: readonly number[] },
): Promise<number[]> {
  if (ctx.actor.role === "member") throw new AppError("forbidden", "Only an admin can change thresholds.");
  const wanted = read(thresholds);
  await ctx.db.transaction(async (tx) => {
    await lockBudgetsAlone(tx);
    const before = await getDefaultThresholds(tx);
    const [old, next] = [below(before), below(wanted)];
    await tx
      .insert(alertRules)
      .values({ thresholds: next })
      .onConflictDoUpdate({ target: alertRules.only, set: { thresholds: next } });
    await tx.execute(sql`
      update budgets set thresholds = ${sql.param(next)}::int[]
      where thresholds = ${sql.param(old)}::int[]`);
    await recordAct(tx, ctx.actor, {
      act: "alert_thresholds.set",
      subject: { kind: "alert_thresholds", id: null, name: null },
      before: { thresholdPercents: before.map(String) },
      after: { thresholdPercents: wanted.map(String) },
    });
  });
  return wanted;
}

function read(thresholds: readonly number[]): number[] {
  const sorted = [...new Set([...thresholds, AT_THE_LIMIT])].sort((a, b) => a - b);
  const isPercent = (value: number) => Number.isInteger(value) && value >= 1 && value <= AT_THE_LIMIT;
  if (!sorted.every(isPercent)) throw refuse("Enter whole percentages from 1 to 100.");
  if (sorted.length > THRESHOLDS_MAX)
    throw refuse(`Enter at most ${THRESHOLDS_MAX} percentages, 100 included.`);
  return sorted;
}

function below(thresholds: readonly number[]): number[] {
  return thresholds.filter((percent) => percent < AT_THE_LIMIT);
}

function refuse(sentence: string): AppError {
  return new AppError("invalid", sentence, { details: { field: "thresholds" } });
}
