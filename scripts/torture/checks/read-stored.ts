import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { attempts, prices, reservations, runs } from "@/db/schema";
import { type Price, toPrice } from "@/lib/pricing";

export type StoredRun = typeof runs.$inferSelect;
export type StoredAttempt = typeof attempts.$inferSelect;
export type StoredReservation = typeof reservations.$inferSelect;

/** What the database holds when everything is over; the ledger's own sums are `verifyLedger`'s to add up. */
export type Stored = {
  runs: StoredRun[];
  attempts: StoredAttempt[];
  reservations: StoredReservation[];
  /** Contents by message id. */
  messages: Map<string, { threadId: string; role: string; content: string }>;
  prices: Map<string, Price>;
  /** Usage entries that cost more than was held for them, and not as a noted overrun. */
  aboveHold: number;
  /** Entries with an overrun: only ever a provider's surprise. */
  overruns: number;
  admissions: { admitted: number; overLimit: number; worstOver: bigint };
};

export async function readStored(db: Db): Promise<Stored> {
  const found = await db.query.messages.findMany({
    columns: { id: true, threadId: true, role: true, content: true },
  });
  const priceRows = await db.select().from(prices);
  const [entries] = await db.execute<{ above_hold: string; overruns: string }>(sql`
    select count(*) filter (where e.cost_pico_usd - e.overrun_pico_usd > r.amount_pico_usd) as above_hold,
      count(*) filter (where e.overrun_pico_usd > 0) as overruns
    from entries e join reservations r on r.attempt_id = e.attempt_id where e.kind = 'usage'`);
  const [admissions] = await db.execute<{ admitted: string; over_limit: string; worst: string | null }>(sql`
    select count(*) as admitted, count(*) filter (where spent + reserved > effective_limit) as over_limit,
      max(spent + reserved - effective_limit) as worst
    from torture.admissions where on_limit = 'block'`);
  const worst = BigInt(admissions?.worst ?? 0);
  return {
    runs: await db.select().from(runs),
    attempts: await db.select().from(attempts),
    reservations: await db.select().from(reservations),
    messages: new Map(found.map(({ id, ...message }) => [id, message])),
    prices: new Map(priceRows.map((row) => [row.id, toPrice(row)])),
    aboveHold: Number(entries?.above_hold ?? 0),
    overruns: Number(entries?.overruns ?? 0),
    admissions: {
      admitted: Number(admissions?.admitted ?? 0),
      overLimit: Number(admissions?.over_limit ?? 0),
      worstOver: worst > 0n ? worst : 0n,
    },
  };
}
