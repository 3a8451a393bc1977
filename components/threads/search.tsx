"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { ariaKeysOf } from "@/components/shortcuts/table";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { cn } from "@/components/ui/cn";
import { SEARCH_CHARACTERS_MAX, type SearchThreads } from "./search-types";

type ThreadSearchProps = {
  /** The shortcut as this member's keyboard has it. */
  hint: string;
  search: SearchThreads;
  /** The member's categories to filter by. */
  categories?: { id: string; name: string }[];
  /** What stands here while nothing is searched for. */
  children: ReactNode;
};

const loadPanel = () => import("./search-panel").then((module) => ({ default: module.SearchPanel }));
const SearchPanel = lazy(loadPanel);

/** The search field, and under it the threads or what was found. */
export function ThreadSearch({ hint, search, categories = [], children }: ThreadSearchProps) {
  const input = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  // The threads stay in view until something is there to take their place.
  const [answered, setAnswered] = useState(false);
  // What Enter was pressed for: its first thread opens as soon as it is known.
  const [enteredText, setEnteredText] = useState<string | null>(null);
  const wanted = text.trim();

  useShortcut("search", () => {
    input.current?.focus();
    input.current?.select();
  });

  function type(next: string) {
    setText(next);
    setEnteredText(null);
    if (!next.trim()) setAnswered(false);
  }

  function onKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") type("");
    if (event.key === "Enter" && wanted) setEnteredText(wanted);
    const first = event.key === "ArrowDown" ? panel.current?.querySelector("a") : null;
    if (!first) return;
    event.preventDefault();
    first.focus();
  }

  return (
    <>
      <div className="relative mt-2 px-2.5">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-5.5 size-3.5 -translate-y-1/2 text-muted"
        />
        <input
          ref={input}
          type="search"
          aria-label="Search threads"
          aria-keyshortcuts={ariaKeysOf("search")}
          placeholder="Search threads"
          maxLength={SEARCH_CHARACTERS_MAX}
          autoComplete="off"
          value={text}
          onFocus={() => void loadPanel()}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKey}
          className="peer h-9 w-full rounded-control border border-line bg-transparent pr-12 pl-8 text-[14px]"
        />
        <kbd
          aria-hidden
          className={cn(
            "pointer-events-none absolute top-1/2 right-5.5 -translate-y-1/2 font-sans text-muted text-xs max-md:hidden peer-focus:hidden",
            text && "hidden",
          )}
        >
          {hint}
        </kbd>
      </div>
      {wanted && (
        <Suspense fallback={null}>
          <SearchPanel
            ref={panel}
            text={wanted}
            search={search}
            categories={categories}
            enteredText={enteredText}
            onEntered={() => setEnteredText(null)}
            onAnswered={() => setAnswered(true)}
            onLeave={({ clear }) => {
              if (clear) type("");
              input.current?.focus();
            }}
          />
        </Suspense>
      )}
      <div className={wanted && answered ? "hidden" : "contents"}>{children}</div>
    </>
  );
}
