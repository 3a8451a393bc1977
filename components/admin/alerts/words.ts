import type { AlertKind, ChannelKind, DeliveryState } from "./types";

/** What a channel can be told of, in the order of the forms. */
export const KIND_WORDS: Record<AlertKind, { label: string; hint: string }> = {
  threshold: { label: "Budget thresholds", hint: "A budget reached a part of its limit, or all of it." },
  forecast: {
    label: "Forecast above budget",
    hint: "A month is expected to cost more than its budget. Not told of budgets of API keys.",
  },
  anomaly: { label: "Unusual days", hint: "A day cost far more than days like it." },
  unpriced: {
    label: "Use without a price",
    hint: "A model without a price was used, the first time on a day.",
  },
  provider: { label: "Provider failing", hint: "At least 5 of a provider’s last 20 calls failed." },
  overrun: { label: "Charged above the hold", hint: "A provider charged more than was held for a call." },
};

/** The same for a filter. */
export const KIND_CHOICES = Object.entries(KIND_WORDS).map(([kind, { label }]) => [kind, label] as const);

export const CHANNEL_WORDS: Record<ChannelKind, string> = {
  email: "Email",
  slack: "Slack-style webhook",
  webhook: "Signed webhook",
};

export const STATE_WORDS: Record<DeliveryState, string> = {
  waiting: "Waiting",
  sent: "Sent",
  failed: "Failed",
  cancelled: "Not sent",
};
