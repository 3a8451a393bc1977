import type { SharedAssistantQuery } from "@/lib/assistants";

type Params = Record<string, string | string[] | undefined>;

const STATES = ["used", "archived"] as const;

export type AssistantFilter = { q?: string | undefined; state?: (typeof STATES)[number] | undefined };

/** What an address filters by; what makes no sense is left out. */
export function readFilter({ q, state }: Params): AssistantFilter {
  return {
    q: typeof q === "string" ? q.replaceAll("\0", "").trim().slice(0, 200) || undefined : undefined,
    state: STATES.find((one) => one === state),
  };
}

/** The same for the list. */
export function toQuery({ q, state }: AssistantFilter): Pick<SharedAssistantQuery, "text" | "state"> {
  return { text: q, state };
}
