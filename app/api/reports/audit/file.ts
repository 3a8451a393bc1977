import { whoWords } from "@/components/admin/audit/act-words";
import { type AuditQuery, type AuditRow, listAudit } from "@/lib/audit";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, csvLine } from "@/lib/reports";

const ROWS_AT_ONCE = 1_000;

const COLUMNS: [string, (row: AuditRow) => CsvCell][] = [
  ["sequence", ({ seq }) => seq],
  ["at", ({ occurredAt }) => occurredAt],
  ["by", whoWords],
  ["by_user_id", ({ who }) => ("userId" in who ? who.userId : null)],
  ["act", ({ act }) => act],
  ["subject_kind", ({ subject }) => subject.kind],
  ["subject_id", ({ subject }) => subject.id],
  ["subject_name", ({ subject }) => subject.name],
  ["before", ({ before }) => before && JSON.stringify(before)],
  ["after", ({ after }) => after && JSON.stringify(after)],
  ["hash", ({ hash }) => hash],
];

/** The log's lines, the newest first, read page by page as they are asked for. Amounts are exact, in pico-USD. */
export async function* auditFile(ctx: Ctx, query: AuditQuery): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  let cursor: string | undefined;
  do {
    const { rows, nextCursor } = await listAudit(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    yield rows.map((row) => csvLine(COLUMNS.map(([, read]) => read(row)))).join("");
    cursor = nextCursor ?? undefined;
  } while (cursor);
}
