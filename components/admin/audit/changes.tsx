import { changesOf } from "./fact-words";
import type { AuditRow } from "./types";

/** What a row says of before and after, with the hash that it has in the chain. */
export function Changes({ row, timeZone }: { row: AuditRow; timeZone: string }) {
  const changes = changesOf(row.before, row.after, timeZone);
  const isBoth = row.before !== null && row.after !== null;
  return (
    <details className="mt-1 text-sm">
      <summary className="w-fit cursor-pointer rounded-control text-muted hover:text-ink">
        Details<span className="sr-only"> of #{row.seq}</span>
      </summary>
      <dl className="mt-2 grid gap-x-6 gap-y-1.5 rounded-control bg-panel p-3 sm:grid-cols-[auto_1fr]">
        {changes.map(({ label, before, after }) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="mb-1.5 [overflow-wrap:anywhere] sm:mb-0">
              {isBoth ? (
                <>
                  <del className="text-muted no-underline">{before}</del>
                  <span aria-hidden> → </span>
                  <span className="sr-only"> is now </span>
                  <ins className="no-underline">{after}</ins>
                </>
              ) : (
                (after ?? before)
              )}
            </dd>
          </div>
        ))}
        {isBoth && changes.length === 0 && <Unchanged />}
        <div className="contents">
          <dt className="text-muted">Hash</dt>
          <dd className="break-all font-mono text-xs leading-5">{row.hash}</dd>
        </div>
      </dl>
    </details>
  );
}

function Unchanged() {
  return (
    <div className="contents">
      <dt className="text-muted">Changes</dt>
      <dd>It was saved as it was.</dd>
    </div>
  );
}
