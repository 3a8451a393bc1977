"use client";

import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ModelPrices } from "@/lib/assistants/types";
import type { PriceEntry } from "@/lib/pricing/types";
import type { PriceActions } from "./types";
import { useCall } from "./use-call";
import { instantWords, ratesWords, sinceWords, sourceWords, tierWords } from "./words";

type PriceHistoryProps = { model: ModelPrices; cancel: PriceActions["cancel"]; timeZone: string };

/** What a model will cost, costs and cost, the latest first. What has not begun can be cancelled. */
export function PriceHistory({ model, cancel, timeZone }: PriceHistoryProps) {
  const { current, past, planned } = model;
  const { call, isPending } = useCall();
  if (!current && planned.length === 0) {
    return <p className="text-muted text-sm">No price was ever known.</p>;
  }
  return (
    <ol className="divide-y divide-line text-sm">
      {planned.toReversed().map((price) => (
        <HistoryRow
          key={price.id}
          price={price}
          when={<Badge tone="warn">from {instantWords(price.effectiveFrom, timeZone)}</Badge>}
          action={
            price.source === "admin" && (
              <Button
                variant="outline"
                size="sm"
                pending={isPending}
                aria-label={`Cancel the price from ${instantWords(price.effectiveFrom, timeZone)}`}
                onClick={() => call(() => cancel({ priceId: price.id }))}
              >
                Cancel
              </Button>
            )
          }
        />
      ))}
      {current && (
        <HistoryRow
          price={current}
          when={<Badge tone="accent">now{sinceWords(current, timeZone)?.replace(/^/, ", ")}</Badge>}
        />
      )}
      {past.toReversed().map((price) => (
        <HistoryRow
          key={price.id}
          price={price}
          when={<Badge>{sinceWords(price, timeZone) ?? "at first"}</Badge>}
        />
      ))}
    </ol>
  );
}

type HistoryRowProps = { price: PriceEntry; when: ReactNode; action?: ReactNode };

function HistoryRow({ price, when, action }: HistoryRowProps) {
  return (
    <li className="flex items-start justify-between gap-3 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0">
        {when}
        <p className="mt-1.5 tabular-nums">{ratesWords(price)}</p>
        <p className="mt-0.5 text-muted text-xs">{[...tierWords(price), sourceWords(price)].join(" · ")}</p>
      </div>
      {action}
    </li>
  );
}
