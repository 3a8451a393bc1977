import type { Conn } from "@/db/client";
import { answerPrices } from "@/lib/pricing";
import type { PriceAnswer } from "@/lib/pricing/types";
import type { OfferedModel } from "./types";

const UNKNOWN: PriceAnswer = { price: null, mayRunUnpriced: false };

type Named = Pick<OfferedModel, "provider" | "model">;

/** Each model with its price at an instant, now where none is given: one statement for each provider. */
export async function priceOffered<T extends Named>(
  conn: Conn,
  offered: readonly T[],
  at?: Date,
): Promise<{ model: T; answer: PriceAnswer }[]> {
  const providers = [...new Set(offered.map(({ provider }) => provider))];
  const answers = await Promise.all(
    providers.map(async (provider) => {
      const models = offered.filter((one) => one.provider === provider).map(({ model }) => model);
      return [provider, await answerPrices(conn, { provider, models, at })] as const;
    }),
  );
  const byProvider = new Map(answers);
  return offered.map((one) => ({
    model: one,
    answer: byProvider.get(one.provider)?.get(one.model) ?? UNKNOWN,
  }));
}
