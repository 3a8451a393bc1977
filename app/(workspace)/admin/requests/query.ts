import type { PastRequestQuery } from "@/lib/budgets";
import { readText } from "../read-text";

type Params = Record<string, string | string[] | undefined>;

const STATES = ["approved", "declined", "withdrawn", "all"] as const;

/** Without a state it is of those that wait. */
export type RequestFilter = { q?: string | undefined; state?: (typeof STATES)[number] | undefined };

/** What an address filters by; what makes no sense is left out. */
export function readFilter({ q, state }: Params): RequestFilter {
  return {
    q: readText(q),
    state: STATES.find((one) => one === state),
  };
}

/** The same for the list of all. */
export function toQuery({ q, state }: RequestFilter): Pick<PastRequestQuery, "text" | "state"> {
  return { text: q, state: state === "all" ? undefined : (state ?? "open") };
}
