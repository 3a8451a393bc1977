import { createHash } from "node:crypto";
import type { ModelCall } from "./call";
import { countTokens } from "./tokens";

/** As at OpenAI: prefixes from 1,024 tokens on, in steps of 128. */
const PREFIX_TOKENS_MIN = 1_024;
const STEP_TOKENS = 128;
const PREFIXES_KEPT_MAX = 5_000;

/** Remembers which beginnings of a thread it has read, and tells how much of the next call is one of them. */
export function createPromptCache() {
  const known = new Set<string>();

  return {
    /** Tokens of the call's input that an earlier call had begun with. */
    read({ messages }: Pick<ModelCall, "messages">): number {
      let tokens = 0;
      let cached = 0;
      let chain = "";
      for (const { role, content } of messages) {
        chain = createHash("sha256").update(`${chain}\n${role}\n${content}`).digest("base64");
        tokens += countTokens(content);
        if (tokens < PREFIX_TOKENS_MIN) continue;
        if (known.delete(chain)) cached = tokens;
        known.add(chain);
      }
      for (const oldest of known) {
        if (known.size <= PREFIXES_KEPT_MAX) break;
        known.delete(oldest);
      }
      return cached - (cached % STEP_TOKENS);
    },
  };
}

export type PromptCache = ReturnType<typeof createPromptCache>;
