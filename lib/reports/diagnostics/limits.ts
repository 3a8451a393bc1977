/** Days that a diagnosis is about. */
export const DIAGNOSED_DAYS = 30;

/** A request of more tokens carries a long history, or a long text. */
export const LONG_INPUT_TOKENS = 8_000;

/** A question of a line or two with its instructions, and an answer of a paragraph. */
export const SHORT_INPUT_TOKENS = 600;
export const SHORT_OUTPUT_TOKENS = 150;

/** Providers keep no beginning that is shorter (OpenAI's guide to prompt caching). */
export const CACHEABLE_TOKENS = 1_024;

/** More are no suggestions but a list. */
export const SUGGESTIONS_MAX = 5;
