import type { ActionResult } from "@/lib/errors";
import type { Submit } from "../budgets/use-submit";

export type Saved = { message: string };

type Named = { provider: string; model: string };
type Call<I> = (input: I) => Promise<ActionResult<Saved>>;

/** What an admin can do about the price of a model; the app passes its actions. */
export type PriceActions = {
  set: Submit<Saved>;
  restore: Call<Named>;
  cancel: Call<{ priceId: string }>;
  allowUnpriced: Call<Named>;
  forbidUnpriced: Call<Named>;
};
