import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import type { ModelTerms, Planning } from "./planning-types";
import { priceOffered } from "./price-offered";
import { readWhatIf } from "./read-what-if";
import type { ReckonedModel, ReportInput } from "./types";

const MODELS_MAX = 100;

type PlanningInput = Omit<ReportInput, "month"> & { offered: readonly ReckonedModel[] };

/**
 * What the calculators begin with: today's prices of the first 100 models, the last closed month at each
 * of them, and how large the database is. Admins only, a member gets `not_found`.
 */
export async function getPlanning(ctx: Ctx, { offered, ...clock }: PlanningInput): Promise<Planning> {
  assertAdmin(ctx.actor);
  const models = await readTerms(ctx.db, offered.slice(0, MODELS_MAX), clock.now);
  const [whatIf, database] = await Promise.all([
    readWhatIf(ctx.db, { ...clock, models }),
    readDatabase(ctx.db),
  ]);
  return { models, whatIf, database };
}

async function readTerms(
  conn: Conn,
  offered: readonly ReckonedModel[],
  at: Date | undefined,
): Promise<ModelTerms[]> {
  const answers = await priceOffered(conn, offered, at);
  return answers.map(({ model, answer: { price } }) => ({
    ...{ id: model.id, provider: model.provider, model: model.model, isOffered: model.isOffered !== false },
    terms: price && termsOf(price),
  }));
}

function termsOf(price: NonNullable<ModelTerms["terms"]>): NonNullable<ModelTerms["terms"]> {
  const { inputPicoUsd, cachedInputPicoUsd, cacheWritePicoUsd, outputPicoUsd } = price;
  const { tiers, batchPermille, flexPermille, contextWindow } = price;
  return {
    ...{ inputPicoUsd, cachedInputPicoUsd, cacheWritePicoUsd, outputPicoUsd },
    ...{ tiers, batchPermille, flexPermille, contextWindow },
  };
}

async function readDatabase(conn: Conn): Promise<Planning["database"]> {
  const [row] = await conn.execute<{ bytes: string; messages: string }>(sql`
    select pg_database_size(current_database()) as bytes,
      (select greatest(reltuples, 0)::bigint from pg_class where oid = 'messages'::regclass) as messages`);
  return { bytes: Number(row?.bytes ?? 0), messages: Number(row?.messages ?? 0) };
}
