import { toQuery } from "@/app/(workspace)/admin/audit/query";
import { ACT_WORDS, subjectWords, whoWords } from "@/components/admin/audit/act-words";
import { changesOf } from "@/components/admin/audit/fact-words";
import type { AuditFilter } from "@/components/admin/audit/types";
import { AUDIT_ACTS, type AuditRow, listAudit } from "@/lib/audit";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { readPages, type SheetColumn } from "@/lib/reports";
import { type ListFile, searchWords } from "../list-answer";

const ROWS_AT_ONCE = 1_000;

const COLUMNS: SheetColumn<AuditRow>[] = [
  { name: "sequence", read: ({ seq }) => seq, paper: { label: "No.", share: 0.06 } },
  { name: "at", read: ({ occurredAt }) => occurredAt, paper: { label: "At", share: 0.13 } },
  { name: "by", read: whoWords, paper: { label: "By", share: 0.13, lines: 2 } },
  { name: "by_user_id", read: ({ who }) => ("userId" in who ? who.userId : null) },
  {
    ...{ name: "act", read: ({ act }) => act },
    paper: { label: "What was done", share: 0.17, lines: 2, read: ({ act }) => ACT_WORDS[act] ?? act },
  },
  { name: "subject_kind", read: ({ subject }) => subject.kind },
  { name: "subject_id", read: ({ subject }) => subject.id },
  {
    ...{ name: "subject_name", read: ({ subject }) => subject.name },
    paper: { label: "To what", share: 0.17, lines: 2, read: subjectWords },
  },
  { name: "before", read: ({ before }) => before && JSON.stringify(before) },
  {
    ...{ name: "after", read: ({ after }) => after && JSON.stringify(after) },
    paper: { label: "Details", share: 0.34, lines: 5, read: changeWords },
  },
  { name: "hash", read: ({ hash }) => hash },
];

/** The log, the newest first, read page by page as they are asked for. Amounts are exact, in pico-USD. */
export function auditFile(ctx: Ctx, filter: AuditFilter): ListFile<AuditRow> {
  const query = toQuery(filter);
  const rows = readPages((cursor) => listAudit(ctx, { ...query, cursor, limit: ROWS_AT_ONCE }));
  return {
    ...{ name: "purser-audit", title: "Audit log" },
    only: () => filterWords(filter),
    notes: ["The newest first. Long details are cut; the CSV has all of them, and the hashes."],
    sheet: { columns: COLUMNS, rows },
  };
}

function filterWords({ q, act, person, from, to }: AuditFilter) {
  return [
    searchWords(q),
    AUDIT_ACTS.filter((one) => one === act).map((one) => ACT_WORDS[one])[0],
    person && "what one person did",
    from && `from ${from}`,
    to && `to ${to}`,
  ];
}

function changeWords({ before, after }: AuditRow): string {
  const isBoth = before !== null && after !== null;
  const changes = changesOf(before, after, getEnv().ORG_TIME_ZONE);
  if (isBoth && changes.length === 0) return "Saved as it was";
  return changes
    .map((one) => `${one.label}: ${isBoth ? `${one.before}, now ${one.after}` : (one.after ?? one.before)}`)
    .join("; ");
}
