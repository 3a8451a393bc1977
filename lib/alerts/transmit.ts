import { AppError } from "@/lib/errors";
import { sendMail } from "@/lib/mail";
import { open } from "@/lib/secrets";
import { postJson, signatureHeaders } from "@/lib/webhooks";
import { type Message, toEvent, toMail, toSlack } from "./message";
import type { ChannelKind } from "./types";

export const URL_PURPOSE = "alert-channel/url";
export const SECRET_PURPOSE = "alert-channel/secret";

export type Target = {
  /** Null for a member's own email. */
  channel: { id: string; kind: ChannelKind; sealedUrl: string | null; sealedSecret: string | null } | null;
  /** An address of email; empty for a webhook. */
  recipient: string;
  /** The same for each try, by which a receiver knows that it has it already. */
  stableId: string;
};

/** Hands a message over; done when the other side has taken it. Throws where it did not. */
export async function transmit(message: Message, { channel, recipient, stableId }: Target): Promise<void> {
  if (!channel || channel.kind === "email") {
    const mail = toMail(message, channel ? "channel" : "member");
    await sendMail({ ...mail, to: recipient, messageId: stableId });
    return;
  }
  const url = unseal(channel.sealedUrl, { purpose: URL_PURPOSE, owner: channel.id });
  if (channel.kind === "slack") return expectTaken(await postJson(url, toSlack(message), {}));
  const secret = unseal(channel.sealedSecret, { purpose: SECRET_PURPOSE, owner: channel.id });
  const body = toEvent(message);
  const headers = signatureHeaders({ id: `msg_${stableId}`, body, secret, at: new Date() });
  expectTaken(await postJson(url, body, headers));
}

function unseal(sealed: string | null, use: { purpose: string; owner: string }): string {
  const secret = sealed === null ? null : open(sealed, use);
  if (secret !== null) return secret;
  throw new AppError(
    "invalid",
    "Its address cannot be read since AUTH_SECRET changed: add the channel again.",
  );
}

function expectTaken({ status }: { status: number }): void {
  if (status >= 200 && status < 300) return;
  const words =
    status >= 300 && status < 400
      ? `It answered with a redirect (${status}): enter the address that it leads to.`
      : `It answered with the status ${status}.`;
  throw new AppError("provider_failed", words);
}
