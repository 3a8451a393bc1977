import { isNull, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { alertDeliveries, outbox } from "@/db/schema";
import { type AlertKind, addChannel, pauseChannel, watchDays } from "@/lib/alerts";
import { dayOf } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { ANOMALY_RULE, listAnomalies } from "@/lib/reports";
import { SEED_DOMAIN } from "../../db/seed";

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;
const DAYS_JUDGED = 60;
const PROVIDER_DAYS_AGO = 9;
const REFUSED = "The mail server did not take it (550).";
/** Nobody has such an address, and they are paused: no mail leaves for them. */
const CHANNELS = [
  { name: "Finance", kinds: ["threshold", "forecast", "anomaly"], recipient: `finance@${SEED_DOMAIN}` },
  { name: "On call", kinds: ["unpriced", "provider", "anomaly"], recipient: `on-call@${SEED_DOMAIN}` },
] as const satisfies { name: string; kinds: readonly AlertKind[]; recipient: string }[];

/** Alerts of every kind that the last weeks would have caused, and what of them was sent where. */
export async function writeSentAlerts(ctx: Ctx): Promise<void> {
  const now = new Date();
  const timeZone = getEnv().ORG_TIME_ZONE;
  await writeAnomalies(ctx, { now, today: dayOf(now, timeZone) });
  await watchDays(ctx.db, { now, timeZone });
  await writeUnpriced(ctx.db, timeZone);
  await writeTrouble(ctx.db, now);
  await deliverAll(ctx.db);
  for (const channel of CHANNELS) await writeChannel(ctx, channel);
}

/** Each in the morning after its day, as the watch would have written it. */
async function writeAnomalies(ctx: Ctx, { now, today }: { now: Date; today: string }): Promise<void> {
  const from = new Date(Date.parse(today) - DAYS_JUDGED * DAY_MS).toISOString().slice(0, 10);
  const range = { from, to: today, today };
  const anomalies = await listAnomalies(ctx, { range, filters: {}, rule: ANOMALY_RULE });
  for (const { day, costPicoUsd, expectedPicoUsd, impactPicoUsd } of anomalies) {
    const amounts = { costPicoUsd: String(costPicoUsd), expectedPicoUsd: String(expectedPicoUsd) };
    const payload = { day, ...amounts, impactPicoUsd: String(impactPicoUsd) };
    const createdAt = new Date(Math.min(Date.parse(day) + 1.25 * DAY_MS, now.getTime()));
    await write(ctx.db, { kind: "anomaly", key: day, payload, createdAt });
  }
}

/** A model that was tried before it had a price, when its call had ended. */
async function writeUnpriced(db: Ctx["db"], timeZone: string): Promise<void> {
  const calls = await db.execute<{ model: string; endedAt: string }>(sql`
    select provider || '/' || model as model, min(ended_at) as "endedAt"
    from attempts where certainty <> 'exact' and certainty = 'unpriced' group by 1`);
  for (const { model, endedAt } of calls) {
    const createdAt = new Date(endedAt);
    const day = dayOf(createdAt, timeZone);
    await write(db, { kind: "unpriced", key: `${model}/${day}`, payload: { model, day }, createdAt });
  }
}

/** A bad hour of a provider. */
async function writeTrouble(db: Ctx["db"], now: Date): Promise<void> {
  const createdAt = new Date(now.getTime() - PROVIDER_DAYS_AGO * DAY_MS);
  const since = createdAt.toISOString();
  const payload = { provider: "anthropic", calls: 20, failed: 7, since };
  await write(db, { kind: "provider", key: `anthropic/${since}`, payload, createdAt });
}

type Written = Pick<typeof outbox.$inferInsert, "kind" | "key" | "payload" | "createdAt">;

async function write(db: Ctx["db"], alert: Written): Promise<void> {
  await db
    .insert(outbox)
    .values({ id: newId(), ...alert })
    .onConflictDoNothing();
}

/** In the list at once, so that nothing of it is sent by the first process that starts. */
async function deliverAll(db: Ctx["db"]): Promise<void> {
  await db
    .update(outbox)
    .set({ deliveredAt: sql`date_trunc('milliseconds', ${outbox.createdAt})` })
    .where(isNull(outbox.deliveredAt));
}

type ChannelOfDemo = (typeof CHANNELS)[number];

/** Everything of its kinds was sent within seconds; what its address refused once was given up. */
async function writeChannel(ctx: Ctx, { name, kinds, recipient }: ChannelOfDemo): Promise<void> {
  const { channelId } = await addChannel(ctx, {
    ...{ kind: "email", name, alertKinds: kinds, recipients: [recipient] },
  });
  await pauseChannel(ctx, { channelId });
  const alerts = await ctx.db.select().from(outbox);
  const rows = alerts
    .filter(({ kind }) => kinds.some((one) => one === kind))
    .map(({ id: alertId, kind, createdAt }) => {
      const sentAt = new Date(createdAt.getTime() + 4 * SECOND_MS);
      const about = { id: newId(), alertId, channelId, recipient, createdAt };
      return kind === "unpriced"
        ? { ...about, state: "failed" as const, attempts: 1, lastError: REFUSED }
        : { ...about, state: "sent" as const, attempts: 1, sentAt };
    });
  if (rows.length > 0) await ctx.db.insert(alertDeliveries).values(rows);
}
