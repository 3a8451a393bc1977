import Link from "next/link";
import type { ReactNode, Ref } from "react";
import { Parts } from "@/components/ui/parts";
import type { OldRow } from "./old-row";

type OldListProps = {
  ref: Ref<HTMLUListElement>;
  label: string;
  rows: readonly OldRow[];
  chosen: readonly OldRow[];
  onChoose: (id: string, isChosen: boolean) => void;
  onChooseAll: (all: boolean) => void;
  /** Whether a title leads to the thread. */
  opens: boolean;
  /** What can be done to one row. */
  rowActions: (row: OldRow) => ReactNode;
  /** What can be done to the chosen ones. */
  bulkActions: ReactNode;
};

const boxStyles = "size-4.5 shrink-0 accent-accent";

/** Threads with what can be done to one, or to those that are chosen. */
export function OldList(props: OldListProps) {
  const { ref, label, rows, chosen, onChoose, onChooseAll, opens, rowActions, bulkActions } = props;
  return (
    <section aria-label={label} className="rounded-card border border-line bg-card">
      <div className="flex min-h-12 flex-wrap items-center gap-2 border-line border-b py-2 pr-2 pl-4 text-sm">
        <input
          type="checkbox"
          aria-label="Choose all on this page"
          className={boxStyles}
          checked={chosen.length === rows.length}
          onChange={({ target }) => onChooseAll(target.checked)}
        />
        <p role="status" className="flex-1 pl-1 text-muted">
          {chosen.length === 0 ? "Choose some, or all on this page" : `${chosen.length} chosen`}
        </p>
        {chosen.length > 0 && <div className="flex flex-wrap gap-2">{bulkActions}</div>}
      </div>
      <ul ref={ref} tabIndex={-1} className="divide-y divide-line outline-none">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5 pr-2 pl-4">
            <input
              type="checkbox"
              aria-label={`Choose ${row.title}`}
              className={boxStyles}
              checked={chosen.some(({ id }) => id === row.id)}
              onChange={({ target }) => onChoose(row.id, target.checked)}
            />
            <div className="min-w-0 flex-1 basis-48">
              {opens ? (
                <Link href={`/threads/${row.id}`} prefetch={false} className="block truncate hover:underline">
                  {row.title}
                </Link>
              ) : (
                <p className="truncate">{row.title}</p>
              )}
              <Parts parts={row.facts} className="text-muted text-sm" />
            </div>
            <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:pl-7.5">{rowActions(row)}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}
