import { AppError } from "@/lib/errors";
import { requestSchema } from "./request-schema";

type Unsupported = { sentence: string; allowed?: (value: unknown) => boolean };

const CACHE = "How long a prefix stays cached is left to the provider";

/** OpenAI's parameters whose cost cannot be known before the call, or which would do nothing here. */
const UNSUPPORTED: Record<string, Unsupported> = {
  n: {
    sentence: "One answer can be asked for at a time: send n as 1, or leave it out.",
    allowed: (value) => value === 1,
  },
  service_tier: {
    sentence:
      "This tier costs more than the price that is known: send service_tier as default, auto or flex.",
    allowed: (value) => value === "default" || value === "auto" || value === "flex",
  },
  store: {
    sentence: "Nothing is kept at the provider: send store as false, or leave it out.",
    allowed: (value) => value === false,
  },
  modalities: {
    sentence: "Models answer in text alone here: send modalities as ['text'], or leave it out.",
    allowed: (value) => Array.isArray(value) && value.length === 1 && value[0] === "text",
  },
  audio: { sentence: "Models answer in text alone here: leave audio out." },
  web_search_options: {
    sentence: "A search is billed beside the tokens, so it cannot be held for: leave web_search_options out.",
  },
  prediction: {
    sentence: "A prediction is billed beyond the longest answer, so it cannot be held for: leave it out.",
  },
  moderation: { sentence: "Moderation cannot be passed on: leave it out." },
  functions: { sentence: "functions was replaced by tools: send those." },
  function_call: { sentence: "function_call was replaced by tool_choice: send that." },
  prompt_cache_options: { sentence: `${CACHE}: leave prompt_cache_options out.` },
  prompt_cache_retention: { sentence: `${CACHE}: leave prompt_cache_retention out.` },
};

/**
 * Throws `invalid` for a parameter that is not passed on. An unknown one is refused like OpenAI does it, and not
 * dropped: it may change what the call costs, and an answer without it is not what was asked for.
 */
export function refuseUnsupported(body: Record<string, unknown>): void {
  for (const [param, value] of Object.entries(body)) {
    const known = Object.hasOwn(UNSUPPORTED, param) ? UNSUPPORTED[param] : undefined;
    if (known?.allowed?.(value)) continue;
    if (known) {
      const code = known.allowed ? "unsupported_value" : "unsupported_parameter";
      throw new AppError("invalid", known.sentence, { details: { code, param } });
    }
    if (!Object.hasOwn(requestSchema.shape, param)) {
      const name = param.slice(0, 100);
      const message = `Unknown parameter: '${name}'. Purser passes on only what it knows, since another parameter may change what a call costs.`;
      throw new AppError("invalid", message, { details: { code: "unknown_parameter", param: name } });
    }
  }
}
