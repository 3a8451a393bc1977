import type { ALERT_KINDS, CHANNEL_KINDS, DELIVERY_STATES } from "@/db/schema";

/**
 * `threshold`: a budget reached a part of its limit. `forecast`: a month is expected to cost more than its budget.
 * `anomaly`: a day cost far more than its like. `unpriced`: a model was used without a price. `provider`: a provider
 * keeps failing. `overrun`: a provider charged more than was held.
 */
export type AlertKind = (typeof ALERT_KINDS)[number];

/** An alert as admins read it. */
export type AlertListItem = {
  alertId: string;
  kind: AlertKind;
  /** True where somebody is stopped by it, or money was spent beyond a limit. */
  urgent: boolean;
  /** One sentence without its full stop. */
  sentence: string;
  /** When it happened, not when it was delivered. */
  happenedAt: Date;
};

export type AlertQuery = {
  /** Part of a name in the alert. */
  text?: string | undefined;
  kind?: AlertKind | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

export type AlertPage = { alerts: AlertListItem[]; nextCursor: string | null };

export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** A channel without its secrets. */
export type Channel = {
  channelId: string;
  kind: ChannelKind;
  name: string;
  alertKinds: AlertKind[];
  /** Addresses of a channel of email; empty for the others. */
  recipients: string[];
  /** The host of a webhook's address, with its port; null for email. */
  host: string | null;
  pausedAt: Date | null;
};

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One alert on its way to one recipient, as admins see it. */
export type Delivery = {
  deliveryId: string;
  kind: AlertKind;
  sentence: string;
  /** The channel's name, or "Own email". */
  channelName: string;
  channelKind: ChannelKind;
  /** An address of email, or a webhook's host. */
  recipient: string;
  state: DeliveryState;
  attempts: number;
  /** A sentence; null where nothing went wrong at the last try. */
  lastError: string | null;
  nextTryAt: Date | null;
  createdAt: Date;
  sentAt: Date | null;
};

export type DeliveryPage = { deliveries: Delivery[]; nextCursor: string | null };

export type DeliveryQuery = {
  /** Part of a name in the alert, of the channel's or of the recipient. */
  text?: string | undefined;
  state?: DeliveryState | undefined;
  kind?: AlertKind | undefined;
  channelId?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

/** What a member gets by email about their own budgets. */
export type MemberAlerts = {
  alertKinds: AlertKind[];
  /** False where no mail server is set, and so nothing is sent. */
  mailWorks: boolean;
};
