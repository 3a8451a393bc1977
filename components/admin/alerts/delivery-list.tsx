import { RetryButton } from "@/components/admin/retry-button";
import { dayAndTime } from "@/components/shell/clock-words";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Parts } from "@/components/ui/parts";
import { SelectBox } from "@/components/ui/selection/select-box";
import { Selection } from "@/components/ui/selection/selection";
import { DeliveryBulk } from "./delivery-bulk";
import type { Delivery, DeliveryState, Retry, RetryMany } from "./types";
import { STATE_WORDS } from "./words";

type DeliveryListProps = {
  deliveries: Delivery[];
  timeZone: string;
  filtered: boolean;
  retry: Retry;
  retryMany: RetryMany;
};

/** What was sent and what was not, the newest first. */
export function DeliveryList({ deliveries, filtered, retryMany, ...row }: DeliveryListProps) {
  if (deliveries.length === 0) {
    return filtered ? (
      <EmptyState title="Nothing was found">Try other words, or take a filter away.</EmptyState>
    ) : (
      <EmptyState title="Nothing was sent yet">
        Once a channel is there, every alert it gets is here.
      </EmptyState>
    );
  }
  const unsent = deliveries.filter(isUnsent);
  return (
    <Selection rows={unsent.map((delivery) => ({ id: delivery.deliveryId, name: nameOf(delivery) }))}>
      <DeliveryBulk retry={retryMany} />
      <ol aria-label="Sent alerts" className="-mb-2 divide-y divide-line">
        {deliveries.map((delivery) => (
          <DeliveryRow
            key={delivery.deliveryId}
            delivery={delivery}
            isSelectable={unsent.length > 0}
            {...row}
          />
        ))}
      </ol>
    </Selection>
  );
}

/** Only these can be sent again. */
function isUnsent({ state }: Delivery): boolean {
  return state === "failed" || state === "cancelled";
}

function nameOf({ sentence, recipient }: Delivery): string {
  return `${sentence}, to ${recipient}`;
}

type DeliveryRowProps = Pick<DeliveryListProps, "timeZone" | "retry"> & {
  delivery: Delivery;
  /** Whether rows of this list have a box; the others have room for it. */
  isSelectable: boolean;
};

function DeliveryRow({ delivery, timeZone, retry, isSelectable }: DeliveryRowProps) {
  const { deliveryId, sentence, channelName, recipient, lastError, state } = delivery;
  return (
    <li
      className={cn(
        "relative flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-3",
        isSelectable && "pl-8",
      )}
    >
      {isUnsent(delivery) && (
        <div className="absolute top-3.5 left-0">
          <SelectBox id={deliveryId} name={nameOf(delivery)} />
        </div>
      )}
      <div className="min-w-0 flex-1 basis-80">
        <p className="wrap-anywhere">{sentence}.</p>
        <Parts
          className="wrap-anywhere mt-0.5 text-muted text-sm"
          parts={[channelName, recipient, ...when(delivery, timeZone)]}
        />
        {lastError && state !== "sent" && (
          <p className="wrap-anywhere mt-0.5 text-bad text-sm">{lastError}</p>
        )}
      </div>
      <div className="flex items-center gap-2">
        <Badge tone={TONES[state]}>{STATE_WORDS[state]}</Badge>
        {isUnsent(delivery) && <RetryButton which={{ deliveryId }} words={sentence} retry={retry} />}
      </div>
    </li>
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
