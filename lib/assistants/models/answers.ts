import type { Conn } from "@/db/client";
import { answerPrices } from "@/lib/pricing";
import type { PriceAnswer } from "@/lib/pricing/types";
import type { Candidate } from "./offered";

export type Answered = Candidate & PriceAnswer;

/** The same models in the same order, with what each costs now: one statement for each provider. */
export async function answersTo(conn: Conn, candidates: readonly Candidate[]): Promise<Answered[]> {
  const providers = [...new Set(candidates.map(({ provider }) => provider.id))];
  const answers = new Map<string, Map<string, PriceAnswer>>();
  for (const provider of providers) {
    const models = candidates.flatMap((one) => (one.provider.id === provider ? [one.model] : []));
    answers.set(provider, await answerPrices(conn, { provider, models }));
  }
  return candidates.map((one) => ({
    ...one,
    ...(answers.get(one.provider.id)?.get(one.model) ?? { price: null, mayRunUnpriced: false }),
  }));
}

/**
 * The one that answers where nobody chose: the first, where the environment names it; else the first with a price; one
 * that may run unpriced only where none has. Undefined where none may be called.
 */
export function standardOf<T extends Pick<Answered, "price" | "mayRunUnpriced" | "isNamed">>(
  answered: readonly T[],
): T | undefined {
  const [first] = answered;
  const callable = answered.filter(({ price, mayRunUnpriced }) => price || mayRunUnpriced);
  if (first?.isNamed && callable[0] === first) return first;
  return callable.find(({ price }) => price) ?? callable[0];
}
