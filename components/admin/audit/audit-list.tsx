import type { Route } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { Parts } from "@/components/ui/parts";
import { ACT_WORDS, subjectWords, whoWords } from "./act-words";
import { Changes } from "./changes";
import { yearAndTime } from "./fact-words";
import type { AuditRow } from "./types";

type AuditListProps = { rows: AuditRow[]; timeZone: string; filtered: boolean };

/** What was done, newest first; each row opens to what it was and what it is. */
export function AuditList({ rows, timeZone, filtered }: AuditListProps) {
  if (rows.length === 0) {
    return filtered ? (
      <EmptyState title="Nothing was found">Try other words, or take a filter away.</EmptyState>
    ) : (
      <EmptyState title="Nothing was done yet">
        Whatever admins do to members, budgets, prices and rules will be here, and stays.
      </EmptyState>
    );
  }
  return (
    <ol aria-label="Audit log" className="-my-2 divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id} className="py-3">
          <Row row={row} timeZone={timeZone} />
        </li>
      ))}
    </ol>
  );
}

function Row({ row, timeZone }: { row: AuditRow; timeZone: string }) {
  const subject = subjectWords(row);
  const { seq, occurredAt } = row;
  return (
    <>
      <p className="[overflow-wrap:anywhere]">
        <span className="font-medium">{ACT_WORDS[row.act] ?? row.act}</span>
        {subject && <span className="text-muted">: </span>}
        {subject}
      </p>
      <Parts
        className="mt-0.5 text-muted text-sm"
        parts={[
          `#${seq}`,
          <Who key="who" row={row} />,
          <time key="when" dateTime={occurredAt.toISOString()}>
            {yearAndTime(occurredAt, timeZone)}
          </time>,
        ]}
      />
      <Changes row={row} timeZone={timeZone} />
    </>
  );
}

function Who({ row }: { row: AuditRow }) {
  if (!("userId" in row.who)) return whoWords(row);
  const href = `/admin/audit?person=${row.who.userId}` as Route;
  return (
    <Link href={href} className="underline-offset-4 hover:text-ink hover:underline">
      {whoWords(row)}
    </Link>
  );
}
