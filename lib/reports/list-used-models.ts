import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Ctx } from "@/lib/org/types";
import type { Price } from "@/lib/pricing/types";
import { assertAdmin } from "./admin-only";
import { costRows } from "./cost-rows";
import { priceOffered } from "./price-offered";
import { spanOf } from "./span";
import type { OfferedModel, ReckonedModel, ReportInput } from "./types";

const MODELS_MAX = 50;
/** Its answers are prepared: it is no model for anybody's work. */
const DEMO = "demo";

type PricedModel = ReckonedModel & { price: Price };
type UsedInput = Omit<ReportInput, "month"> & { offered: readonly OfferedModel[] };

/**
 * Models that were used since the last closed month began and that nobody offers now, not by another provider either,
 * the dearest first, as far as they have a price today; at most 50. Admins only, a member gets `not_found`.
 */
export async function listUsedModels(ctx: Ctx, { offered, ...clock }: UsedInput): Promise<PricedModel[]> {
  assertAdmin(ctx.actor);
  const { firstDay, today, lastDay } = spanOf(clock);
  const from = Temporal.PlainDate.from(firstDay).subtract({ months: 1 }).toString();
  const rows = await ctx.db.execute<{ key: string }>(sql`
    select key from (${costRows({ from, to: today ?? lastDay, group: "model", filters: {}, step: "range" })}) used
    where key <> '' group by key having sum(calls) > 0
    order by sum(cost_pico_usd) desc, key limit ${MODELS_MAX + offered.length}::int`);
  const known = new Set(offered.map(({ model }) => model));
  const gone = rows
    .map(({ key }) => toModel(key))
    .filter(({ provider, model }) => !known.has(model) && provider !== DEMO);
  const priced = await priceOffered(ctx.db, gone, clock.now);
  return priced
    .flatMap(({ model, answer }) => (answer.price ? [{ ...model, price: answer.price }] : []))
    .slice(0, MODELS_MAX);
}

function toModel(id: string): ReckonedModel {
  const end = id.indexOf("/");
  return { id, provider: id.slice(0, end), model: id.slice(end + 1), isOffered: false };
}
