import { z } from "zod";

const amount = z.string().transform(BigInt);

const threshold = z.object({
  budgetId: z.string(),
  /** The member whose share it is, or empty. */
  subjectId: z.string(),
  scope: z.enum([
    "org",
    "department",
    "department_member",
    "plan",
    "member",
    "self",
    "assistant",
    "thread",
    "api_key",
    "model",
  ]),
  scopeId: z.string().nullable(),
  period: z.enum(["day", "week", "month", "total"]),
  unit: z.enum(["usd", "tokens", "messages"]),
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
