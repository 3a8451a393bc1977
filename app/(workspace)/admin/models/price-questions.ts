import type { SetPriceInput } from "@/lib/pricing";
import type { Question } from "../confirm";

type Typed = Pick<SetPriceInput, "model" | "inputPicoUsd" | "cachedInputPicoUsd" | "outputPicoUsd" | "tiers">;

/** What of a price looks like a slip of the finger. */
export function priceQuestions(price: Typed): Question[] {
  const questions: Question[] = [];
  if ([price, ...(price.tiers ?? [])].some((rates) => rates.cachedInputPicoUsd > rates.inputPicoUsd)) {
    questions.push({ key: "cached", sentence: "Cached input is dearer than input: is that right?" });
  }
  const sentence = freeWords(price);
  return sentence ? [...questions, { key: "free", sentence }] : questions;
}

function freeWords({ model, inputPicoUsd, outputPicoUsd }: Typed): string | null {
  if (inputPicoUsd > 0n && outputPicoUsd > 0n) return null;
  if (inputPicoUsd === 0n && outputPicoUsd === 0n) {
    return `At $0 ${model} counts as free, and no budget in dollars stops it: is that right?`;
  }
  const [free, counted] = inputPicoUsd === 0n ? ["Input", "output"] : ["Output", "input"];
  return `${free} costs $0, so only ${counted} is counted: is that right?`;
}
