"use client";

import { planStorage, storageFee, usd, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { Figure, Figures } from "./figures";
import type { PlanningFacts } from "./types";
import { byteWords, countWords, tokenWords, usdWords } from "./words";

const FIELDS = {
  threads: whole({ label: "Threads", initial: "10000" }),
  messagesPerThread: whole({ label: "Messages of each", initial: "50", max: 1_000_000 }),
  tokensPerMessage: whole({ label: "Tokens of a message", initial: "500", max: 1_000_000 }),
  perMillionPicoUsd: usd({ label: "Fee per 1M a day", initial: "0" }),
};

/** What threads fill of the organisation's own database; a provider takes nothing for them. */
export function StorageCard({ database }: Pick<PlanningFacts, "database">) {
  return (
    <Calculator
      id="storage"
      title="Storage"
      about={`Threads are in your own Postgres, which holds ${byteWords(database.bytes)}${database.messages > 0 ? ` with about ${countWords(database.messages)} messages` : ""} now.`}
      fields={FIELDS}
    >
      {({ perMillionPicoUsd, ...input }) => {
        const { messages, tokens, bytes } = planStorage(input);
        return (
          <Figures>
            <Figure
              strong
              label="In your database"
              value={`≈ ${byteWords(bytes)}`}
              note={`${countWords(messages)} messages, ${tokenWords(tokens)} tokens`}
            />
            <Figure
              label="Provider’s fee a month"
              value={usdWords(storageFee(tokens, { perMillionPicoUsd, days: 30 }))}
              note={perMillionPicoUsd === 0n ? "none is billed" : "if it were billed"}
            />
          </Figures>
        );
      }}
    </Calculator>
  );
}
