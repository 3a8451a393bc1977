"use client";

import { OPENAI_TIERS, queueTime, tierFor, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { Figure, Figures } from "./figures";
import { countWords, durationWords } from "./words";

const FIELDS = {
  requests: whole({ label: "Requests at once", initial: "100" }),
  tokensPerRequest: whole({ label: "Tokens of each", initial: "2350", max: 10_000_000 }),
  tokensPerMinute: whole({ label: "Tokens a minute allowed", initial: "30000" }),
  secondsPerAnswer: whole({ label: "Seconds per answer", initial: "5", max: 86_400 }),
};

/** How long requests wait that come together, under a provider's limit of tokens a minute. */
export function QueueCard() {
  return (
    <Calculator
      id="queue"
      title="Waiting for a rate limit"
      about="Requests that come together; the account’s own limit is on the provider’s page."
      fields={FIELDS}
    >
      {({ secondsPerAnswer, ...input }) => {
        const { atOnce, lastStartMs } = queueTime(input);
        const tokens = BigInt(input.requests) * BigInt(input.tokensPerRequest);
        return (
          <Figures>
            <Figure
              strong
              label="The last is answered after"
              value={lastStartMs === null ? "never" : durationWords(lastStartMs + secondsPerAnswer * 1_000)}
              note={
                lastStartMs === null
                  ? "one request is larger than a minute allows"
                  : `it starts after ${durationWords(lastStartMs)}; ${countWords(atOnce)} start at once`
              }
            />
            {(["gpt-4o", "gpt-4o-mini"] as const).map((model) => (
              <Figure
                key={model}
                label={`All at once on ${model}`}
                value={tierWords(tierFor(tokens, OPENAI_TIERS[model]))}
                note={`OpenAI’s limits for ${countWords(tokens)} tokens a minute`}
              />
            ))}
          </Figures>
        );
      }}
    </Calculator>
  );
}

function tierWords(tier: ReturnType<typeof tierFor>): string {
  return tier ? `from tier ${tier.tier} on` : "above tier 3";
}
