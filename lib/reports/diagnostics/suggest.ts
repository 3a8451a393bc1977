import type { PicoUsd } from "@/lib/money";
import { LONG_INPUT_TOKENS, SUGGESTIONS_MAX } from "./limits";
import type { ModelHabit, Suggestion } from "./types";

/** What would have saved so much or more in the days of the habits, the dearest first, never more than five. */
export function suggest(habits: readonly ModelHabit[], savedMinPicoUsd: PicoUsd): Suggestion[] {
  return habits
    .flatMap((habit) => [shortQuestions(habit), nothingCached(habit), longInputs(habit)])
    .filter((one) => one !== null)
    .filter(({ savedPicoUsd }) => savedPicoUsd >= savedMinPicoUsd)
    .sort((a, b) => (a.savedPicoUsd > b.savedPicoUsd ? -1 : 1))
    .slice(0, SUGGESTIONS_MAX);
}

function shortQuestions({ model, short }: ModelHabit): Suggestion | null {
  const { elsewhere, costPicoUsd, answers, members } = short;
  if (!elsewhere || elsewhere.model === model) return null;
  const savedPicoUsd = costPicoUsd - elsewhere.costPicoUsd;
  return { kind: "short_questions", model, members, answers, savedPicoUsd, to: elsewhere };
}

function nothingCached({ model, members, answers, repeated }: ModelHabit): Suggestion | null {
  const { missedPicoUsd } = repeated;
  if (missedPicoUsd === null) return null;
  return { kind: "nothing_cached", model, members, answers, savedPicoUsd: missedPicoUsd, to: null };
}

/** What the input beyond the limit cost, by its share of all that those requests sent: at most so much is saved. */
function longInputs({ model, members, long }: ModelHabit): Suggestion | null {
  if (long.answers === 0) return null;
  const beyond = BigInt(long.inputTokens - long.answers * LONG_INPUT_TOKENS);
  const savedPicoUsd = (long.costPicoUsd * beyond) / BigInt(long.inputTokens);
  return { kind: "long_inputs", model, members, answers: long.answers, savedPicoUsd, to: null };
}
