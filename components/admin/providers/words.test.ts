import { expect, test } from "vitest";
import { bookNamesOf } from "@/lib/pricing";
import { pricedWords } from "./words";

test.each([
  ["openai", "Its calls are priced with the price book of openai, whoever runs the address."],
  ["azure", "Its calls are priced with the price book of azure and openai, whoever runs the address."],
  ["compatible", "Its calls are priced with the price book of whoever makes the model."],
  ["ollama", "Its calls cost $0: the price book has all models of ollama as free."],
  ["demo", "Its calls are priced like a real model’s, and nobody charges for them."],
  ["house", "The price book does not know this name: set a price for each model to be called."],
  ["openai-eu", "The price book does not know this name: set a price for each model to be called."],
])("says whose prices hold for a provider called %s", (name, words) => {
  expect(pricedWords(name, bookNamesOf(name))).toBe(words);
});
