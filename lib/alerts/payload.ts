import { z } from "zod";
import { BUDGET_PERIODS, BUDGET_SCOPES, BUDGET_UNITS } from "@/lib/budgets";

const amount = z.string().transform(BigInt);

const threshold = z.object({
  budgetId: z.string(),
  /** The member whose share it is, or empty. */
  subjectId: z.string(),
  scope: z.enum(BUDGET_SCOPES),
  scopeId: z.string().nullable(),
  period: z.enum(BUDGET_PERIODS),
  unit: z.enum(BUDGET_UNITS),
  startsAt: z.iso.datetime().transform((text) => new Date(text)),
  percent: z.number(),
  limit: amount,
});

const overrun = z.object({
  attemptId: z.string(),
  userId: z.string(),
  model: z.string(),
  overrunPicoUsd: amount,
});

export type Threshold = z.output<typeof threshold>;
export type Overrun = z.output<typeof overrun>;
export type Alerted = ({ kind: "threshold" } & Threshold) | ({ kind: "overrun" } & Overrun);

/** What an alert is about, as it was stored with its cause. */
export function readPayload(kind: "threshold" | "overrun", payload: unknown): Alerted {
  return kind === "threshold" ? { kind, ...threshold.parse(payload) } : { kind, ...overrun.parse(payload) };
}
