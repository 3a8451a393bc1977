import type { Conn } from "@/db/client";
import { answerPrices, isInCatalogue, listTimelines } from "@/lib/pricing";
import type { ModelPrices } from "../types";

const HISTORY_MAX = 20;

type Wanted = { provider: { id: string; label: string }; models: string[] };

/** What models of one provider cost, cost before and will cost, in their order. */
export async function readPrices(conn: Conn, { provider, models }: Wanted): Promise<ModelPrices[]> {
  if (models.length === 0) return [];
  const wanted = { provider: provider.id, models };
  const [answers, timelines] = await Promise.all([answerPrices(conn, wanted), listTimelines(conn, wanted)]);
  return models.map((model) => {
    const { price, mayRunUnpriced } = answers.get(model) ?? { price: null, mayRunUnpriced: false };
    const timeline = timelines.get(model) ?? [];
    const begun = timeline.findIndex(({ id }) => id === price?.id) + 1;
    return {
      id: `${provider.id}/${model}`,
      provider: provider.id,
      providerLabel: provider.label,
      model,
      current: timeline[begun - 1] ?? null,
      past: timeline.slice(0, Math.max(0, begun - 1)).slice(-HISTORY_MAX),
      planned: timeline.slice(begun),
      isInCatalogue: isInCatalogue({ provider: provider.id, model }),
      mayRunUnpriced,
    };
  });
}
