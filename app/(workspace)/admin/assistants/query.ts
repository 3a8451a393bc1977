import type { SharedAssistantQuery } from "@/lib/assistants";
import { readText } from "../read-text";

type Params = Record<string, string | string[] | undefined>;

const STATES = ["used", "archived"] as const;

type AssistantFilter = { q?: string | undefined; state?: (typeof STATES)[number] | undefined };

/** What an address filters by; what makes no sense is left out. */
export function readFilter({ q, state }: Params): AssistantFilter {
  return {
    q: readText(q),
    state: STATES.find((one) => one === state),
  };
}

/** The same for the list. */
export function toQuery({ q, state }: AssistantFilter): Pick<SharedAssistantQuery, "text" | "state"> {
  return { text: q, state };
}
