import type { Saved, Submit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/errors";

type Named = { provider: string; model: string };
type Call<I> = (input: I) => Promise<ActionResult<Saved>>;

/** What an admin can do about the price of a model; the app passes its actions. */
export type PriceActions = {
  set: Submit;
  restore: Call<Named>;
  cancel: Call<{ priceId: string }>;
  allowUnpriced: Call<Named>;
  forbidUnpriced: Call<Named>;
};
