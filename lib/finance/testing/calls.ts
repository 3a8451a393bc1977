import type { Conn } from "@/db/client";
import { bookPriced, type givenCompany, givenPrice } from ".";

export type Company = Awaited<ReturnType<typeof givenCompany>>;

export const NO_TOKENS = {
  ...{ inputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0 },
  ...{ outputTokens: 0, reasoningTokens: 0 },
};

/** Calls of every tier, certainty and kind, every seven hours for nine days around an instant. */
export async function givenCalls(
  tx: Conn,
  { members }: Company,
  { middle, timeZone }: { middle: string; timeZone: string },
) {
  const prices = [await givenPrice(tx), await givenPrice(tx), null];
  const start = new Date(middle).getTime() - 4.5 * 86_400_000;
  for (let n = 0; n < 32; n++) {
    const member = members[n % 3];
    const call = {
      userId: member?.userId ?? "",
      departmentId: member?.departmentId ?? null,
      at: new Date(start + n * 7 * 3_600_000),
      timeZone,
      priceId: prices[n % 7 === 0 ? 2 : n % 2] ?? null,
      usage: {
        ...{
          inputTokens: 700 + n * 31,
          cachedInputTokens: n * 3,
          cacheWriteTokens: n % 5,
          outputTokens: n * 7,
        },
        reasoningTokens: n,
      },
      serviceTier: (["default", "batch", "flex"] as const)[n % 3] ?? "default",
      estimated: n % 11 === 0,
    };
    const attemptId = await bookPriced(tx, call);
    if (n % 8 !== 1) continue;
    const negative = {
      inputTokens: 0,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: -n,
      reasoningTokens: 0,
    };
    await bookPriced(tx, {
      ...call,
      attemptId,
      kind: "adjustment",
      usage: negative,
      costPicoUsd: -1_000_003n,
      inBudgets: n % 16 === 1,
    });
  }
}
