import { z } from "zod";
import { BUDGET_PERIODS, BUDGET_SCOPES, BUDGET_UNITS } from "@/lib/budgets";
import { AppError } from "@/lib/errors";
import { isDay } from "@/lib/reports";
import type { AlertKind } from "./types";

const amount = z
  .string()
  .regex(/^-?\d{1,40}$/)
  .transform(BigInt);
const day = z.string().refine(isDay);
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
  /** Of a budget that is not spent to the end: the model for whose answer too little is left. */
  refusedModel: z.string().optional(),
});

const forecast = z.object({
  budgetId: z.string(),
  /** The member whose month it is; null for a budget that many share. */
  userId: z.string().nullable(),
  /** What such a budget is for; without it, the organisation. */
  scope: z.enum(BUDGET_SCOPES).optional(),
  scopeId: z.string().optional(),
  /** `2026-11`. */
  month: z.string().refine((month) => isDay(`${month}-01`)),
  limit: amount,
  expectedPicoUsd: amount,
  lowPicoUsd: amount,
  highPicoUsd: amount,
  /** The day at whose end more than the limit is expected to be spent. */
  crossesOn: day,
});

const anomaly = z.object({
  day,
  costPicoUsd: amount,
  expectedPicoUsd: amount,
  impactPicoUsd: amount,
});

const unpriced = z.object({ model: z.string(), day });

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

/** What is said of an alert that cannot be read, without its full stop. */
export const UNREADABLE = "This alert cannot be read: another version of Purser wrote it";

/** What an alert is about, as it was stored with its cause. Throws `invalid` for what cannot be read. */
export function readPayload(kind: AlertKind, payload: unknown): Alerted {
  const about = findPayload(kind, payload);
  if (!about) throw new AppError("invalid", `${UNREADABLE}.`);
  return about;
}

/** The same where an alert that cannot be read is no failure: null then. */
export function findPayload(kind: AlertKind, payload: unknown): Alerted | null {
  switch (kind) {
    case "threshold":
      return tagged(kind, threshold.safeParse(payload).data);
    case "forecast":
      return tagged(kind, forecast.safeParse(payload).data);
    case "anomaly":
      return tagged(kind, anomaly.safeParse(payload).data);
    case "unpriced":
      return tagged(kind, unpriced.safeParse(payload).data);
    case "provider":
      return tagged(kind, provider.safeParse(payload).data);
    case "overrun":
      return tagged(kind, overrun.safeParse(payload).data);
    default:
      return null;
  }
}

function tagged<K extends AlertKind>(kind: K, payload: Payload<K> | undefined) {
  return payload ? { kind, ...payload } : null;
}

/** Whether somebody is stopped by it, or money was spent beyond a limit or is about to be lost. */
export function isUrgent(about: Alerted): boolean {
  if (about.kind === "threshold") return about.percent >= 100;
  return about.kind === "overrun" || about.kind === "provider";
}

const SHARED_BY_MEMBER = new Set(["plan", "department_member"]);

/** The member whose own budget it is about; null where it is nobody's alone. `owners`: of threads and keys. */
export function memberOf(about: Alerted, owners: ReadonlyMap<string, string>): string | null {
  if (about.kind === "forecast") return about.userId;
  if (about.kind !== "threshold") return null;
  const { scope, scopeId, subjectId } = about;
  if (scope === "member" || scope === "self") return scopeId;
  if (scope === "thread" || scope === "api_key") return owners.get(scopeId ?? "") ?? null;
  return SHARED_BY_MEMBER.has(scope) ? subjectId : null;
}
