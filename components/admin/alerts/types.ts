import type { BulkDone } from "@/components/ui/selection/bulk";
import type { AlertKind } from "@/lib/alerts/types";
import type { ActionResult } from "@/lib/errors";

export type { AlertKind, Channel, ChannelKind, Delivery, DeliveryState } from "@/lib/alerts/types";

type Which = { channelId: string };
type Act<T = void> = (input: Which) => Promise<ActionResult<T>>;

export type Added = { signingSecret: string | null; message: string };

export type ChannelActions = {
  add: (form: FormData) => Promise<ActionResult<Added>>;
  change: (form: FormData) => Promise<ActionResult<{ message: string }>>;
  pause: Act;
  resume: Act;
  remove: Act;
  restore: Act;
  /** One sentence about what came of it. */
  test: Act<{ works: boolean; sentence: string }>;
};

export type RetryMany = (input: { ids: string[] }) => Promise<ActionResult<BulkDone<never>>>;
export type Retry = (input: { deliveryId: string }) => Promise<ActionResult<void>>;

/** What the address filters the alerts themselves by. */
export type AlertFilter = { q?: string | undefined; kind?: AlertKind | undefined };

/** What the address filters the history by. */
export type DeliveryFilter = {
  q?: string | undefined;
  state?: string | undefined;
  kind?: string | undefined;
  channel?: string | undefined;
};

/** The name of a kind's checkbox in a form. */
export const kindField = (kind: AlertKind) => `sends_${kind}` as const;
