import type { MemberBreakdown, Saving } from "@/lib/reports/types";

export type SavingRow = Saving & { cause: string; how: string };

/** Each cause that can be measured, with how its amount comes about. */
export function savingRows({ cache, downgrade }: MemberBreakdown): SavingRow[] {
  return [
    {
      cause: "Provider’s prompt cache",
      how: "What the same input would have cost at the full price of input, less what it did cost, writing to the cache included.",
      ...cache,
    },
    {
      cause: "Cheaper model near a budget’s end",
      how: "What the same tokens would have cost with the model that was asked for, at its price of that moment, less what they did cost.",
      ...downgrade,
    },
  ];
}

/** Both causes together, in pico-USD; negative where they cost more than they saved. */
export function savedInAll({ cache, downgrade }: MemberBreakdown): bigint {
  return cache.savedPicoUsd + downgrade.savedPicoUsd;
}
