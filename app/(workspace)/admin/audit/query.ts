import type { Temporal } from "temporal-polyfill";
import type { AuditFilter } from "@/components/admin/audit/types";
import { AUDIT_ACTS, type AuditQuery } from "@/lib/audit";
import { getEnv } from "@/lib/env";
import { findDay } from "@/lib/reports";
import { readText } from "../read-text";

type Params = Record<string, string | string[] | undefined>;

/** What an address filters by; what makes no sense is left out. */
export function readFilter(params: Params): AuditFilter {
  return {
    q: readText(params.q),
    act: AUDIT_ACTS.find((act) => act === params.act),
    person: readText(params.person),
    from: findDay(params.from)?.toString(),
    to: findDay(params.to)?.toString(),
  };
}

/** The same for the log: days are those of the organisation's zone, the last one whole. */
export function toQuery({ q, act, person, from, to }: AuditFilter): AuditQuery {
  return {
    text: q,
    act: AUDIT_ACTS.find((one) => one === act),
    userId: person,
    from: startOf(findDay(from)),
    until: startOf(findDay(to)?.add({ days: 1 })),
  };
}

function startOf(day: Temporal.PlainDate | null | undefined): Date | undefined {
  return day ? new Date(day.toZonedDateTime(getEnv().ORG_TIME_ZONE).epochMilliseconds) : undefined;
}
