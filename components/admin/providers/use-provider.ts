import { usePausable } from "../use-pausable";
import type { ProviderActions, ProviderCard } from "./types";

/** What can be done to a provider with one press, and what came of its test. */
export function useProvider({ providerId, name, pausedAt }: ProviderCard, actions: ProviderActions) {
  const which = { providerId };
  return usePausable({
    name,
    isPaused: pausedAt !== null,
    calls: {
      test: () => actions.test(which),
      pause: () => actions.pause(which),
      resume: () => actions.resume(which),
      remove: () => actions.remove(which),
      restore: () => actions.restore(which),
    },
    words: {
      testing: "The provider is asked for its models…",
      paused: `The models of ${name} are not offered until you resume it.`,
      resumed: `The models of ${name} are offered again.`,
    },
  });
}
