import { AppError } from "@/lib/errors";
import { answerPrices } from "@/lib/pricing";
import type { Db } from "../../db/client";

/** Throws `invalid` for a model (`provider/model`) that cannot be called: a budget of it would do nothing. */
export async function checkModel(db: Db, optionId: string | null): Promise<void> {
  const [provider = "", ...rest] = (optionId ?? "").split("/");
  const model = rest.join("/");
  const answer = (await answerPrices(db, { provider, models: [model] })).get(model);
  if (answer?.price || answer?.mayRunUnpriced) return;
  throw new AppError(
    "invalid",
    `${optionId} has no price, so it is never called: name a model as "prices list" shows it, such as openai/gpt-4o-mini.`,
  );
}
