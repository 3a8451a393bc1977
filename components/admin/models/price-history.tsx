"use client";

import { type ReactNode, useState } from "react";
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
              <CancelPrice
                when={instantWords(price.effectiveFrom, timeZone)}
                cancel={() => cancel({ priceId: price.id })}
              />
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

type CancelPriceProps = { when: string; cancel: () => ReturnType<PriceActions["cancel"]> };

/** Asks first: a cancelled price would have to be typed anew. */
function CancelPrice({ when, cancel }: CancelPriceProps) {
  const [isAsking, setAsking] = useState(false);
  const { call, isPending } = useCall();
  if (!isAsking) {
    return (
      <Button
        variant="outline"
        size="sm"
        aria-label={`Cancel this price, from ${when}`}
        onClick={() => setAsking(true)}
      >
        Cancel this price
      </Button>
    );
  }
  return (
    <fieldset className="flex flex-wrap items-center justify-end gap-2">
      <legend className="sr-only">Cancel the price from {when}?</legend>
      <Button variant="outline" size="sm" autoFocus onClick={() => setAsking(false)}>
        Keep it
      </Button>
      <Button variant="danger" size="sm" pending={isPending} onClick={() => call(cancel)}>
        Yes, cancel it
      </Button>
    </fieldset>
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
