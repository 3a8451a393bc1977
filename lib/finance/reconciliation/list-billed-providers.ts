import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import type { UtcRange } from "./utc-range";

const PROVIDERS_MAX = 50;

/** Providers with calls or read costs about these days, the dearest first. For admins. */
export async function listBilledProviders({ db, actor }: Ctx, { from, to }: UtcRange): Promise<string[]> {
  assertAdmin(actor);
  const rows = await db.execute<{ provider: string }>(sql`
    select provider from (
      select provider, cost_pico_usd as amount from usage_days where day between ${from}::date and ${to}::date
      union all
      select provider, billed_pico_usd from provider_days where day between ${from}::date and ${to}::date) known
    where provider <> 'demo' group by 1 order by sum(amount) desc, 1 limit ${PROVIDERS_MAX}::int`);
  return rows.map(({ provider }) => provider);
}
