import type { ProviderDialect } from "./types";

export const DIALECT_WORDS: Record<ProviderDialect, string> = {
  detect: "API is detected",
  responses: "Responses API",
  chat: "Chat Completions API",
};
