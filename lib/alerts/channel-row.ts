import { and, eq, isNull, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { alertChannels, alertDeliveries } from "@/db/schema";
import type { Facts } from "@/lib/audit";
import { cancelDeliveries } from "@/lib/deliveries";
import { AppError } from "@/lib/errors";
import type { Channel } from "./types";

export type ChannelRow = typeof alertChannels.$inferSelect;

/** The channel, locked until the caller's transaction ends. Throws `not_found`; also for a removed one, unless asked. */
export async function lockChannel(
  tx: Conn,
  channelId: string,
  { removed = false } = {},
): Promise<ChannelRow> {
  const [row] = isId(channelId)
    ? await tx
        .select()
        .from(alertChannels)
        .where(and(eq(alertChannels.id, channelId), removed ? undefined : isNull(alertChannels.removedAt)))
        .for("no key update")
    : [];
  if (!row) throw new AppError("not_found", "This channel does not exist any more.");
  return row;
}

/** What waits for a channel that nobody may use now will not be sent. `but`: those who still get theirs. */
export function cancelWaiting(
  tx: Conn,
  channelId: string,
  { why, but = [] }: { why: string; but?: readonly string[] },
): Promise<void> {
  const which = sql`d.channel_id = ${channelId}::uuid and d.recipient <> all(${sql.param([...but])}::text[])`;
  return cancelDeliveries(tx, alertDeliveries, { which, why });
}

/** Without its secrets. */
export function toChannel({ id, kind, name, alertKinds, recipients, host, pausedAt }: ChannelRow): Channel {
  return { channelId: id, kind, name, alertKinds, recipients, host, pausedAt };
}

export function subjectOf({ id, name }: Pick<ChannelRow, "id" | "name">) {
  return { kind: "alert_channel", id, name };
}

/** What the audit log says of a channel: never its address, which is a secret by itself. */
export function factsOf(
  channel: Pick<ChannelRow, "kind" | "name" | "alertKinds" | "recipients" | "host">,
): Facts {
  const { kind, name, alertKinds, recipients, host } = channel;
  return { channelKind: kind, name, alertKinds, recipients, host };
}
