import type { ProviderFilter } from "@/lib/provider-keys";
import { readText } from "../read-text";

type Params = Record<string, string | string[] | undefined>;

const STATES = ["used", "paused", "failing"] as const;

/** What the address filters providers by; what makes no sense is left out. */
export function readProviderFilter({ q, state }: Params): ProviderFilter {
  return { text: readText(q), state: STATES.find((one) => one === state) };
}

/** The same as the address has it. */
export function providerParams({ text, state }: ProviderFilter) {
  return { q: text, state };
}
