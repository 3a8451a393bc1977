import type { DeliveryFilter } from "@/components/admin/alerts/types";
import { ALERT_KINDS, DELIVERY_STATES, type DeliveryQuery } from "@/lib/alerts";
import { readText } from "../read-text";

type Params = Record<string, string | string[] | undefined>;

/** What an address filters the history by; what makes no sense is left out. */
export function readFilter(params: Params): DeliveryFilter {
  const { channel } = params;
  return {
    q: readText(params.q),
    state: DELIVERY_STATES.find((state) => state === params.state),
    kind: ALERT_KINDS.find((kind) => kind === params.kind),
    channel: typeof channel === "string" ? channel.slice(0, 40) || undefined : undefined,
  };
}

/** The same for the history. */
export function toQuery({ q, state, kind, channel }: DeliveryFilter): DeliveryQuery {
  return {
    text: q,
    state: DELIVERY_STATES.find((one) => one === state),
    kind: ALERT_KINDS.find((one) => one === kind),
    channelId: channel,
  };
}
