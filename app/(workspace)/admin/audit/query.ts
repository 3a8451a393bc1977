import { Temporal } from "temporal-polyfill";
import type { AuditFilter } from "@/components/admin/audit/types";
import { AUDIT_ACTS, type AuditQuery } from "@/lib/audit";
import { getEnv } from "@/lib/env";

type Params = Record<string, string | string[] | undefined>;

/** What an address filters by; what makes no sense is left out. */
export function readFilter(params: Params): AuditFilter {
  const text = (name: string) => {
    const value = params[name];
    return typeof value === "string" ? value.replaceAll("\0", "").slice(0, 200) || undefined : undefined;
  };
  return {
    q: text("q"),
    act: AUDIT_ACTS.find((act) => act === text("act")),
    person: text("person"),
    from: readDay(text("from"))?.toString(),
    to: readDay(text("to"))?.toString(),
  };
}

/** The same for the log: days are those of the organisation's zone, the last one whole. */
export function toQuery({ q, act, person, from, to }: AuditFilter): AuditQuery {
  return {
    text: q,
    act: AUDIT_ACTS.find((one) => one === act),
    userId: person,
    from: startOf(readDay(from)),
    until: startOf(readDay(to)?.add({ days: 1 })),
  };
}

function readDay(typed: string | undefined): Temporal.PlainDate | undefined {
  if (!typed || !/^\d{4}-\d{2}-\d{2}$/.test(typed)) return undefined;
  try {
    return Temporal.PlainDate.from(typed, { overflow: "reject" });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function startOf(day: Temporal.PlainDate | undefined): Date | undefined {
  return day && new Date(day.toZonedDateTime(getEnv().ORG_TIME_ZONE).epochMilliseconds);
}
