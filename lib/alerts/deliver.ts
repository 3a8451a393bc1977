import { and, inArray, isNull, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { type AlertPayload, alertChannels, alertDeliveries, memberAlerts, users } from "@/db/schema";
import { log } from "@/lib/log";
import { isMailConfigured } from "@/lib/mail";
import { MEMBER_ALERT_KINDS } from "./kinds";
import { readOwners } from "./owners";
import { findPayload, memberOf } from "./payload";
import type { AlertKind } from "./types";

const DELIVERED_AT_ONCE_MAX = 100;

type Claimed = { id: string; kind: AlertKind; payload: AlertPayload };
type NewDelivery = Pick<
  typeof alertDeliveries.$inferInsert,
  "id" | "alertId" | "channelId" | "userId" | "recipient"
>;

/**
 * Delivers alerts that are written and not delivered yet, the oldest first; answers their ids. From then on admins
 * read them, and what goes to channels is on its way, as a row for each recipient in the same transaction. Any number
 * of instances may call it at once: each alert is taken by one, and by another should that one not live to commit.
 */
export function deliverAlerts(db: Conn): Promise<string[]> {
  return db.transaction(async (tx) => {
    const alerts = await tx.execute<Claimed>(sql`
      with due as (
        select id from outbox where delivered_at is null order by created_at, id
        limit ${DELIVERED_AT_ONCE_MAX} for update skip locked)
      update outbox o set delivered_at = date_trunc('milliseconds', now()) from due where o.id = due.id
      returning o.id, o.kind, o.payload`);
    if (alerts.length === 0) return [];
    const rows = [...(await forChannels(tx, alerts)), ...(await forMembers(tx, alerts))];
    if (rows.length > 0) await tx.insert(alertDeliveries).values(rows).onConflictDoNothing();
    for (const { id, kind, payload } of alerts) log.warn({ alertId: id, kind, ...payload }, "alert");
    return alerts.map(({ id }) => id);
  });
}

/** Of a limit that members set for themselves they alone are told; of a thread's that an admin set, channels too. */
function isOwnLimit({ scope, userId, setBy }: AlertPayload): boolean {
  return scope === "self" || (scope === "thread" && (setBy === undefined || setBy === userId));
}

async function forChannels(tx: Conn, alerts: readonly Claimed[]): Promise<NewDelivery[]> {
  const channels = await tx
    .select()
    .from(alertChannels)
    .where(and(isNull(alertChannels.pausedAt), isNull(alertChannels.removedAt)));
  const ofAll = alerts.filter(({ payload }) => !isOwnLimit(payload));
  return ofAll.flatMap(({ id: alertId, kind }) =>
    channels
      .filter(({ alertKinds }) => alertKinds.includes(kind))
      .flatMap(({ id: channelId, kind: channel, recipients }) =>
        (channel === "email" ? recipients : [""]).map((recipient) => ({
          ...{ id: newId(), alertId, channelId, userId: null, recipient },
        })),
      ),
  );
}

/** Members are written to about their own budgets, unless they do not want it. */
async function forMembers(tx: Conn, alerts: readonly Claimed[]): Promise<NewDelivery[]> {
  if (!isMailConfigured()) return [];
  const told = alerts.flatMap(({ id, kind, payload }) => {
    const about = findPayload(kind, payload);
    return about ? [{ alertId: id, kind, about }] : [];
  });
  const owners = await readOwners(
    tx,
    told.map(({ about }) => about),
  );
  const own = told.flatMap(({ about, ...alert }) => {
    const userId = memberOf(about, owners);
    return userId ? [{ ...alert, userId }] : [];
  });
  if (own.length === 0) return [];
  const people = await tx
    .select({ userId: users.id, email: users.email, chosen: memberAlerts.alertKinds })
    .from(users)
    .leftJoin(memberAlerts, sql`${memberAlerts.userId} = ${users.id}`)
    .where(
      and(
        isNull(users.disabledAt),
        inArray(
          users.id,
          own.map(({ userId }) => userId),
        ),
      ),
    );
  const byId = new Map(people.map((person) => [person.userId, person]));
  return own.flatMap(({ alertId, kind, userId }) => {
    const person = byId.get(userId);
    const kinds: readonly AlertKind[] = person?.chosen ?? MEMBER_ALERT_KINDS;
    if (!person || !kinds.includes(kind)) return [];
    return [{ id: newId(), alertId, channelId: null, userId, recipient: person.email }];
  });
}
