import { z } from "zod";
import { BUDGET_PERIODS, BUDGET_SCOPES, BUDGET_UNITS } from "@/lib/budgets";
import type { AlertKind } from "./types";

const amount = z.string().transform(BigInt);
const instant = z.iso.datetime().transform((text) => new Date(text));

const threshold = z.object({
  budgetId: z.string(),
  /** The member whose share it is, or empty. */
  subjectId: z.string(),
  scope: z.enum(BUDGET_SCOPES),
  scopeId: z.string().nullable(),
  period: z.enum(BUDGET_PERIODS),
  unit: z.enum(BUDGET_UNITS),
  startsAt: instant,
  percent: z.number(),
  limit: amount,
  spent: amount,
});

const forecast = z.object({
  budgetId: z.string(),
  /** The member whose month it is; null for the organisation's. */
  userId: z.string().nullable(),
  /** `2026-11`. */
  month: z.string(),
  limit: amount,
  expectedPicoUsd: amount,
  lowPicoUsd: amount,
  highPicoUsd: amount,
  /** The day at whose end more than the limit is expected to be spent. */
  crossesOn: z.string(),
});

const anomaly = z.object({
  day: z.string(),
  costPicoUsd: amount,
  expectedPicoUsd: amount,
  impactPicoUsd: amount,
});

const unpriced = z.object({ model: z.string(), day: z.string() });

const provider = z.object({ provider: z.string(), failed: z.number(), calls: z.number(), since: instant });

const overrun = z.object({
  attemptId: z.string(),
  userId: z.string(),
  model: z.string(),
  overrunPicoUsd: amount,
});

const SCHEMAS = { threshold, forecast, anomaly, unpriced, provider, overrun };

type Payloads = { [K in AlertKind]: z.output<(typeof SCHEMAS)[K]> };
export type Payload<K extends AlertKind> = Payloads[K];
export type Alerted = { [K in AlertKind]: { kind: K } & Payloads[K] }[AlertKind];

/** What an alert is about, as it was stored with its cause. */
export function readPayload(kind: AlertKind, payload: unknown): Alerted {
  switch (kind) {
    case "threshold":
      return { kind, ...threshold.parse(payload) };
    case "forecast":
      return { kind, ...forecast.parse(payload) };
    case "anomaly":
      return { kind, ...anomaly.parse(payload) };
    case "unpriced":
      return { kind, ...unpriced.parse(payload) };
    case "provider":
      return { kind, ...provider.parse(payload) };
    case "overrun":
      return { kind, ...overrun.parse(payload) };
  }
}

/** Whether somebody is stopped by it, or money was spent beyond a limit or is about to be lost. */
export function isUrgent(about: Alerted): boolean {
  if (about.kind === "threshold") return about.percent >= 100;
  return about.kind === "overrun" || about.kind === "provider";
}

const SHARED_BY_MEMBER = new Set(["plan", "department_member"]);

/** The member whose own budget it is about; null where it is nobody's alone. */
export function memberOf(about: Alerted): string | null {
  if (about.kind === "forecast") return about.userId;
  if (about.kind !== "threshold") return null;
  if (about.scope === "member" || about.scope === "self") return about.scopeId;
  return SHARED_BY_MEMBER.has(about.scope) ? about.subjectId : null;
}
