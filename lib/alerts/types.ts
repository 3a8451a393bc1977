/** An alert as admins read it. */
export type AlertListItem = {
  alertId: string;
  /** `threshold`: a budget reached a part of its limit. `overrun`: a provider charged more than was held. */
  kind: "threshold" | "overrun";
  /** True where somebody is stopped by it, or money was spent beyond a limit. */
  urgent: boolean;
  /** One sentence without its full stop. */
  sentence: string;
  /** When it happened, not when it was delivered. */
  happenedAt: Date;
};

export type AlertPage = { alerts: AlertListItem[]; nextCursor: string | null };
