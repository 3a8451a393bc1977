import { ALERT_KINDS } from "@/db/schema";
import type { Alerted } from "./payload";
import type { AlertKind } from "./types";

/** What is about a member's own budget, and so what a member can have by email. */
export const MEMBER_ALERT_KINDS = ["threshold", "forecast"] as const satisfies readonly AlertKind[];

/** Narrows to the kinds that there are, in their order, each once. */
export function readKinds(kinds: readonly string[]): AlertKind[] {
  return ALERT_KINDS.filter((kind) => kinds.includes(kind));
}

/** The type of an event, as receivers of a webhook know it. */
export function eventTypeOf(about: Alerted): string {
  switch (about.kind) {
    case "threshold":
      return about.percent >= 100 ? "budget.exceeded" : "budget.threshold_reached";
    case "forecast":
      return "budget.forecast_exceeded";
    case "anomaly":
      return "anomaly.detected";
    case "unpriced":
      return "model.unpriced";
    case "provider":
      return "provider.failing";
    case "overrun":
      return "call.overrun";
  }
}
