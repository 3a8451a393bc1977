import type { ProviderDialect } from "./types";

export const DIALECT_WORDS: Record<ProviderDialect, string> = {
  detect: "API is detected",
  responses: "Responses API",
  chat: "Chat Completions API",
};

/** Whose prices hold for a provider's calls, by its name alone: `books` are those that the price book has for it. */
export function pricedWords(name: string, books: readonly string[]): string {
  if (name === "ollama") return "Its calls cost $0: the price book has all models of ollama as free.";
  if (name === "demo") return "Its calls are priced like a real model’s, and nobody charges for them.";
  if (books.length === 0)
    return "The price book does not know this name: set a price for each model to be called.";
  if (name === "compatible") return "Its calls are priced with the price book of whoever makes the model.";
  return `Its calls are priced with the price book of ${books.join(" and ")}, whoever runs the address.`;
}
