import { newId } from "@/db/id";
import { recordAct } from "@/lib/audit";
import { explain, linkTo } from "@/lib/deliveries";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin } from "./admin-only";
import type { WhichChannel } from "./change-channel";
import { type ChannelRow, lockChannel, subjectOf } from "./channel-row";
import { transmit } from "./transmit";

/** What came of a test, in one sentence. */
type TestOutcome = { works: boolean; sentence: string };

/** Sends a test by the channel's own way now, also while it is paused, and says what came of it. */
export async function testChannel(ctx: Ctx, { channelId }: WhichChannel): Promise<TestOutcome> {
  requireAdmin(ctx);
  // The lock ends before anything is sent: nobody waits for somebody else's server.
  const channel = await ctx.db.transaction((tx) => lockChannel(tx, channelId));
  const outcome = await tryAll(channel);
  await ctx.db.transaction((tx) =>
    recordAct(tx, ctx.actor, {
      act: "alert_channel.test",
      subject: subjectOf(channel),
      after: { works: outcome.works },
    }),
  );
  return outcome;
}

async function tryAll(channel: ChannelRow): Promise<TestOutcome> {
  const recipients = channel.kind === "email" ? channel.recipients : [""];
  const message = {
    ...{ eventType: "alert.test", urgent: false, facts: {}, happenedAt: new Date() },
    sentence: `This is a test of the channel “${channel.name}”: alerts arrive here`,
    link: linkTo("/admin/alerts"),
  };
  for (const recipient of recipients) {
    try {
      await transmit(message, { channel, recipient, stableId: newId() });
    } catch (error) {
      const to = recipient ? `To ${recipient} nothing was sent. ` : "";
      return { works: false, sentence: `${to}${explain(error)}` };
    }
  }
  return { works: true, sentence: takenBy(channel) };
}

function takenBy({ kind, recipients, host }: ChannelRow): string {
  if (kind !== "email") return `${host} took the test.`;
  const many = recipients.length === 1 ? recipients[0] : `${recipients.length} addresses`;
  return `The mail server took the test for ${many}: look into the mailbox.`;
}
