import { whoWords } from "@/components/admin/audit/act-words";
import { type AuditQuery, type AuditRow, listAudit } from "@/lib/audit";
import type { Ctx } from "@/lib/org/types";
import { readPages, type SheetColumn, sheetLines } from "@/lib/reports";

const ROWS_AT_ONCE = 1_000;

const COLUMNS: SheetColumn<AuditRow>[] = [
  { name: "sequence", read: ({ seq }) => seq },
  { name: "at", read: ({ occurredAt }) => occurredAt },
  { name: "by", read: whoWords },
  { name: "by_user_id", read: ({ who }) => ("userId" in who ? who.userId : null) },
  { name: "act", read: ({ act }) => act },
  { name: "subject_kind", read: ({ subject }) => subject.kind },
  { name: "subject_id", read: ({ subject }) => subject.id },
  { name: "subject_name", read: ({ subject }) => subject.name },
  { name: "before", read: ({ before }) => before && JSON.stringify(before) },
  { name: "after", read: ({ after }) => after && JSON.stringify(after) },
  { name: "hash", read: ({ hash }) => hash },
];

/** The log's lines, the newest first, read page by page as they are asked for. Amounts are exact, in pico-USD. */
export function auditFile(ctx: Ctx, query: AuditQuery): AsyncGenerator<string> {
  const rows = readPages((cursor) => listAudit(ctx, { ...query, cursor, limit: ROWS_AT_ONCE }));
  return sheetLines({ columns: COLUMNS, rows });
}
