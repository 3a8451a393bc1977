import type { AlertFilter } from "@/components/admin/alerts/types";
import { ALERT_KINDS, type AlertQuery } from "@/lib/alerts";
import { readText } from "../../read-text";

type Params = Record<string, string | string[] | undefined>;

/** What an address filters by; what makes no sense is left out. */
export function readFilter(params: Params): AlertFilter {
  return { q: readText(params.q), kind: ALERT_KINDS.find((kind) => kind === params.kind) };
}

/** The same for the list. */
export function toQuery({ q, kind }: AlertFilter): AlertQuery {
  return { text: q, kind };
}
