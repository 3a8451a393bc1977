import type { AlertPayload } from "@/db/schema";

/** An alert as every channel tells it. */
export type Message = {
  /** As receivers of a webhook know it. */
  eventType: string;
  urgent: boolean;
  /** Facts for a program. */
  facts: AlertPayload;
  /** One sentence without its full stop. */
  sentence: string;
  happenedAt: Date;
  /** Where one reads on. */
  link: string;
};

/** Why somebody gets a mail, as its last line. */
const REASONS = {
  channel: "You get this because an admin of Purser sends alerts to this address.",
  member: "You get this because the budget is yours. Choose in Purser’s settings what you want to get.",
};

export function toMail({ sentence, link, urgent }: Message, to: keyof typeof REASONS) {
  return {
    subject: `${urgent ? "Urgent: " : ""}${sentence}`,
    text: `${sentence}.\n\n${link}\n\n-- \n${REASONS[to]}\n`,
  };
}

/** As incoming webhooks of Slack and what understands them take it. */
export function toSlack({ sentence, link, urgent }: Message): string {
  const text = escapeSlack(`${urgent ? "Urgent: " : ""}${sentence}.`);
  const section = { type: "section", text: { type: "mrkdwn", text } };
  const context = { type: "context", elements: [{ type: "mrkdwn", text: `<${link}|Open Purser>` }] };
  return JSON.stringify({ text, blocks: [section, context] });
}

/** An event in the manner of Standard Webhooks. Amounts are as they are stored: pico-USD, tokens or messages, as text. */
export function toEvent({ eventType, urgent, facts, sentence, happenedAt, link }: Message): string {
  return JSON.stringify({
    type: eventType,
    timestamp: happenedAt.toISOString(),
    data: { sentence, urgent, link, ...facts },
  });
}

/** What Slack would take for a mention, a link or an entity. */
function escapeSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
