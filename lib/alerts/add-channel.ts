import { isNull } from "drizzle-orm";
import { newId } from "@/db/id";
import { alertChannels } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { seal } from "@/lib/secrets";
import { makeSigningSecret, readWebhookUrl } from "@/lib/webhooks";
import { requireAdmin } from "./admin-only";
import { CHANNELS_MAX, type NewChannelInput, readChannel } from "./channel-input";
import { factsOf, subjectOf } from "./channel-row";
import { SECRET_PURPOSE, URL_PURPOSE } from "./transmit";

export type AddedChannel = {
  channelId: string;
  /** `whsec_…`, of a webhook alone. Nobody sees it again. */
  signingSecret: string | null;
};

/**
 * Adds a channel; alerts from now on go to it. Throws `invalid` with the field, `conflict` where there are as many as
 * there may be, `not_found` for a member.
 */
export async function addChannel(ctx: Ctx, input: NewChannelInput): Promise<AddedChannel> {
  requireAdmin(ctx);
  const { kind } = input;
  const read = readChannel(kind, input);
  const id = newId();
  const url = kind === "email" ? null : readWebhookUrl(input.url?.trim() ?? "");
  const signingSecret = kind === "webhook" ? makeSigningSecret() : null;
  const channel = { id, kind, ...read, host: url?.host ?? null };
  await ctx.db.transaction(async (tx) => {
    const there = await tx.$count(alertChannels, isNull(alertChannels.removedAt));
    if (there >= CHANNELS_MAX) {
      throw new AppError("conflict", `There are ${CHANNELS_MAX} channels already: remove one first.`);
    }
    await tx.insert(alertChannels).values({
      ...channel,
      sealedUrl: url && seal(url.href, { purpose: URL_PURPOSE, owner: id }),
      sealedSecret: signingSecret && seal(signingSecret, { purpose: SECRET_PURPOSE, owner: id }),
      createdBy: ctx.actor.userId,
    });
    const after = factsOf(channel);
    await recordAct(tx, ctx.actor, { act: "alert_channel.add", subject: subjectOf(channel), after });
  });
  return { channelId: id, signingSecret };
}
