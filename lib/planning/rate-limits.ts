/** A step of a provider's limits: what must have been paid, and what a minute then allows. */
export type RateTier = { tier: number; paidUsd: number; tokensPerMinute: number };

/** OpenAI's published steps of two models as they were read for this table; the account's own page is what holds. */
export const OPENAI_TIERS: Record<"gpt-4o" | "gpt-4o-mini", readonly RateTier[]> = {
  "gpt-4o": [
    { tier: 1, paidUsd: 5, tokensPerMinute: 30_000 },
    { tier: 2, paidUsd: 50, tokensPerMinute: 450_000 },
    { tier: 3, paidUsd: 100, tokensPerMinute: 800_000 },
  ],
  "gpt-4o-mini": [
    { tier: 1, paidUsd: 5, tokensPerMinute: 200_000 },
    { tier: 2, paidUsd: 50, tokensPerMinute: 2_000_000 },
    { tier: 3, paidUsd: 100, tokensPerMinute: 4_000_000 },
  ],
};

/** The first step that allows so many tokens within a minute; null where none does. */
export function tierFor(tokens: bigint, tiers: readonly RateTier[]): RateTier | null {
  return tiers.find(({ tokensPerMinute }) => tokens <= BigInt(tokensPerMinute)) ?? null;
}
