import { useRouter } from "next/navigation";
import { type KeyboardEvent, type Ref, useEffect, useEffectEvent, useState } from "react";
import { type Filters, NO_FILTERS, SearchFilters } from "./search-filters";
import { hrefOf, SearchResult } from "./search-result";
import type { SearchRow, SearchThreads } from "./search-types";
import { useThreadSearch } from "./use-thread-search";

type SearchPanelProps = {
  ref: Ref<HTMLDivElement>;
  /** Not empty. */
  text: string;
  search: SearchThreads;
  categories: { id: string; name: string }[];
  enteredText: string | null;
  onEntered: () => void;
  onAnswered: () => void;
  /** The focus goes back to the field. */
  onLeave: (how: { clear: boolean }) => void;
};

/**
 * Filters and what was found. The results are links that the arrow keys walk: a screen reader reads each whole, with
 * its text and its date, which the options of a list box would flatten into one name.
 */
export function SearchPanel(props: SearchPanelProps) {
  const { ref, text, search, categories, enteredText, onEntered, onAnswered, onLeave } = props;
  const router = useRouter();
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const { result, isCurrent, slow, retry } = useThreadSearch(search, { text, ...filters });
  const rows = result?.ok ? result.data : [];

  const onAnswer = useEffectEvent(() => {
    if (result) onAnswered();
    if (enteredText !== text || !isCurrent) return;
    onEntered();
    const [first] = rows;
    if (first) router.push(hrefOf(first));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer, or Enter after it, is what it waits for.
  useEffect(() => onAnswer(), [result, isCurrent, enteredText]);

  function onKey(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === "Escape") return onLeave({ clear: true });
    if (!(event.target instanceof HTMLAnchorElement)) return;
    const links = [...event.currentTarget.querySelectorAll("a")];
    const at = links.indexOf(event.target);
    const step = { ArrowDown: links[at + 1] ?? event.target, ArrowUp: links[at - 1] ?? null }[event.key];
    const end = { Home: links[0], End: links.at(-1) }[event.key];
    const next = step === undefined ? end : step;
    if (next === undefined) return typeOn(event);
    event.preventDefault();
    if (next) next.focus();
    else onLeave({ clear: false });
  }

  /** A letter typed on a result belongs to the search, and lands there since the focus is moved before it is typed. */
  function typeOn({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) {
    const isLetter = key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
    if (isLetter || key === "Backspace") onLeave({ clear: false });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the links in it.
    <div ref={ref} onKeyDown={onKey} className={result ? "flex min-h-0 flex-1 flex-col" : "flex flex-col"}>
      <SearchFilters filters={filters} categories={categories} onChange={setFilters} />
      <p role="status" className="px-5 text-muted text-xs empty:hidden">
        {slow && "Searching…"}
        {!slow && isCurrent && result?.ok && rows.length > 0 && (
          <span className="sr-only">{countOf(rows)}</span>
        )}
      </p>
      {result && (
        <div className="mt-1 min-h-0 flex-1 overflow-y-auto overscroll-contain px-2.5 pb-4">
          {!result.ok && <Failed message={result.message} onRetry={retry} />}
          {result.ok && rows.length === 0 && <NothingFound filtered={Object.values(filters).some(Boolean)} />}
          {rows.length > 0 && (
            <ul aria-label="Search results" className="space-y-px">
              {rows.map((row) => (
                <SearchResult key={row.threadId} row={row} />
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}

function countOf(rows: SearchRow[]): string {
  return rows.length === 1 ? "1 thread found" : `${rows.length} threads found`;
}

function NothingFound({ filtered }: { filtered: boolean }) {
  return (
    <p role="status" className="px-2.5 pt-4 text-muted text-sm">
      {filtered
        ? "Nothing found: try other words, or search Everything at Any time."
        : "Nothing found: try fewer words, or only the beginning of one."}
    </p>
  );
}

function Failed({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div role="alert" className="px-2.5 pt-4 text-sm">
      <p className="text-bad">{message}</p>
      <button type="button" onClick={onRetry} className="mt-1 underline underline-offset-2">
        Retry
      </button>
    </div>
  );
}
