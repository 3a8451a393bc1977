import { RetryButton } from "@/components/admin/retry-button";
import { dayAndTime } from "@/components/shell/clock-words";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Parts } from "@/components/ui/parts";
import type { Delivery, DeliveryState, Retry } from "./types";
import { STATE_WORDS } from "./words";

type DeliveryListProps = { deliveries: Delivery[]; timeZone: string; filtered: boolean; retry: Retry };

/** What was sent and what was not, the newest first. */
export function DeliveryList({ deliveries, timeZone, filtered, retry }: DeliveryListProps) {
  if (deliveries.length === 0) {
    return filtered ? (
      <EmptyState title="Nothing was found">Take a filter away.</EmptyState>
    ) : (
      <EmptyState title="Nothing was sent yet">
        Once a channel is there, every alert it gets is here.
      </EmptyState>
    );
  }
  return (
    <ol aria-label="Sent alerts" className="-my-2 divide-y divide-line">
      {deliveries.map((delivery) => (
        <li
          key={delivery.deliveryId}
          className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-3"
        >
          <div className="min-w-0 flex-1 basis-80">
            <p className="wrap-anywhere">{delivery.sentence}.</p>
            <Parts
              className="wrap-anywhere mt-0.5 text-muted text-sm"
              parts={[delivery.channelName, delivery.recipient, ...when(delivery, timeZone)]}
            />
            {delivery.lastError && delivery.state !== "sent" && (
              <p className="wrap-anywhere mt-0.5 text-bad text-sm">{delivery.lastError}</p>
            )}
          </div>
          <div className="flex items-center gap-2">
            <Badge tone={TONES[delivery.state]}>{STATE_WORDS[delivery.state]}</Badge>
            {(delivery.state === "failed" || delivery.state === "cancelled") && (
              <RetryButton
                which={{ deliveryId: delivery.deliveryId }}
                words={delivery.sentence}
                retry={retry}
              />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

const TONES: Record<DeliveryState, "neutral" | "accent" | "warn" | "bad"> = {
  waiting: "warn",
  sent: "neutral",
  failed: "bad",
  cancelled: "neutral",
};

function when({ sentAt, createdAt, nextTryAt, attempts }: Delivery, timeZone: string): string[] {
  if (sentAt) return [`Sent ${dayAndTime(sentAt, timeZone)}`];
  const since = `Since ${dayAndTime(createdAt, timeZone)}`;
  const tries = attempts === 1 ? "1 try" : `${attempts} tries`;
  if (!nextTryAt || attempts === 0) return attempts === 0 ? [since] : [since, tries];
  return [since, tries, `Next try ${dayAndTime(nextTryAt, timeZone)}`];
}
