import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { PICO_PER_USD } from "@/lib/money";
import { findAnomalies } from "../forecast/anomalies";
import { listOrgDays } from "../list-org-days";
import { type Days, dayAlone } from "./days";
import { readTroubleCalls } from "./trouble-calls";
import type { Spike } from "./types";

/** Days before the diagnosed ones, by which those are judged. */
const HISTORY_DAYS = 56;
const SPIKES_MAX = 3;
const CALLS_OF_SPIKE = 5;
const BEFORE_DAYS = 7;

/** The dearest of the days that cost far more than expected, the newest first, with what caused them. */
export async function readSpikes(conn: Conn, days: Days): Promise<{ spikes: Spike[]; isTooYoung: boolean }> {
  const from = Temporal.PlainDate.from(days.from).subtract({ days: HISTORY_DAYS }).toString();
  const costs = await listOrgDays(conn, { from, to: days.to });
  const begun = costs.findIndex(({ costPicoUsd }) => costPicoUsd > 0n);
  const found = findAnomalies(costs, { rule: "robust", minImpactPicoUsd: PICO_PER_USD })
    .filter(({ day }) => day >= days.from)
    .sort((a, b) => (a.impactPicoUsd > b.impactPicoUsd ? -1 : 1))
    .slice(0, SPIKES_MAX);
  const spikes: Spike[] = [];
  for (const { day, costPicoUsd, expectedPicoUsd } of found.sort((a, b) => (a.day > b.day ? -1 : 1))) {
    const calls = await readTroubleCalls(conn, dayAlone(day, days.timeZone), {
      order: sql`e.cost_pico_usd desc`,
      limit: CALLS_OF_SPIKE,
    });
    spikes.push({ day, costPicoUsd, expectedPicoUsd, riser: await findRiser(conn, day), calls });
  }
  return { spikes, isTooYoung: begun < 0 || costs.length - begun <= BEFORE_DAYS };
}

type RiserRow = { user_id: string; name: string; model: string; rise: string };

/** The member and model whose cost rose most above its own average of the week before. */
async function findRiser(conn: Conn, day: string): Promise<Spike["riser"]> {
  const [row] = await conn.execute<RiserRow>(sql`
    select d.user_id, u.name, d.model, d.rise from (
      select user_id, model, coalesce(sum(cost_pico_usd) filter (where day = ${day}::date), 0)
        - coalesce(sum(cost_pico_usd) filter (where day < ${day}::date), 0) / ${BEFORE_DAYS}::int as rise
      from usage_days where day between ${day}::date - ${BEFORE_DAYS}::int and ${day}::date group by 1, 2
      order by rise desc, user_id, model limit 1) d
    join users u on u.id = d.user_id`);
  if (!row) return null;
  const risePicoUsd = BigInt(row.rise.split(".")[0] ?? 0);
  return risePicoUsd > 0n
    ? { memberId: row.user_id, memberName: row.name, model: row.model, risePicoUsd }
    : null;
}
