import { eq, sql } from "drizzle-orm";
import { alertChannels } from "@/db/schema";
import { type Act, recordAct } from "@/lib/audit";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin } from "./admin-only";
import { type ChannelInput, readChannel } from "./channel-input";
import { type ChannelRow, cancelWaiting, factsOf, lockChannel, subjectOf } from "./channel-row";

/** Which channel. Every verb throws `not_found` for a member, and where it is not there any more. */
export type WhichChannel = { channelId: string };

/** Changes its name, what is sent to it and to whom; another address of a webhook is another channel. */
export async function changeChannel(ctx: Ctx, input: ChannelInput & WhichChannel): Promise<void> {
  requireAdmin(ctx);
  await ctx.db.transaction(async (tx) => {
    const before = await lockChannel(tx, input.channelId);
    const read = readChannel(before.kind, input);
    await tx.update(alertChannels).set(read).where(eq(alertChannels.id, before.id));
    if (before.kind === "email") {
      const why = "The address was taken out of the channel.";
      await cancelWaiting(tx, before.id, { why, but: read.recipients });
    }
    const subject = subjectOf({ ...before, ...read });
    const after = factsOf({ ...before, ...read });
    await recordAct(tx, ctx.actor, { act: "alert_channel.change", subject, before: factsOf(before), after });
  });
}

/** From now on nothing is sent to it, also not what waits already. */
export async function pauseChannel(ctx: Ctx, which: WhichChannel): Promise<void> {
  await change(ctx, which, {
    ...{ act: "alert_channel.pause", isDone: ({ pausedAt }) => pausedAt !== null },
    ...{ set: { pausedAt: sql`now()` }, cancelled: "The channel was paused." },
  });
}

/** What happened meanwhile is not sent; it is in the list. */
export async function resumeChannel(ctx: Ctx, which: WhichChannel): Promise<void> {
  const isDone = ({ pausedAt }: ChannelRow) => pausedAt === null;
  await change(ctx, which, { act: "alert_channel.resume", isDone, set: { pausedAt: null } });
}

/** Takes it away; what was sent stays in the history. */
export async function removeChannel(ctx: Ctx, which: WhichChannel): Promise<void> {
  await change(ctx, which, {
    ...{ act: "alert_channel.remove", isDone: ({ removedAt }) => removedAt !== null },
    ...{ set: { removedAt: sql`now()` }, cancelled: "The channel was removed." },
  });
}

/** Brings a removed one back as it was. */
export async function restoreChannel(ctx: Ctx, which: WhichChannel): Promise<void> {
  const isDone = ({ removedAt }: ChannelRow) => removedAt === null;
  await change(ctx, which, { act: "alert_channel.restore", isDone, set: { removedAt: null } });
}

type Change = {
  act: Act;
  /** Where this is so already, nothing is done and nothing recorded. */
  isDone: (channel: ChannelRow) => boolean;
  set: Parameters<ReturnType<Ctx["db"]["update"]>["set"]>[0];
  /** Why what waits is not sent. */
  cancelled?: string;
};

async function change(ctx: Ctx, { channelId }: WhichChannel, { act, isDone, set, cancelled }: Change) {
  requireAdmin(ctx);
  await ctx.db.transaction(async (tx) => {
    const removed = act === "alert_channel.remove" || act === "alert_channel.restore";
    const channel = await lockChannel(tx, channelId, { removed });
    if (isDone(channel)) return;
    await tx.update(alertChannels).set(set).where(eq(alertChannels.id, channel.id));
    if (cancelled) await cancelWaiting(tx, channel.id, { why: cancelled });
    await recordAct(tx, ctx.actor, { act, subject: subjectOf(channel) });
  });
}
