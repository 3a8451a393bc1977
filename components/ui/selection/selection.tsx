"use client";

import { createContext, type ReactNode, type RefObject, use, useMemo, useRef, useState } from "react";

/** A row that can be selected. */
export type Selectable = { id: string; name: string };

type Selected = {
  rows: readonly Selectable[];
  /** In the order of the page. */
  chosen: readonly Selectable[];
  isChosen: (id: string) => boolean;
  choose: (id: string, isChosen: boolean) => void;
  chooseAll: (all: boolean) => void;
  /** Lets go of all; the focus, which was on what goes with them, stays at the top of the list. */
  clear: () => void;
  allBox: RefObject<HTMLInputElement | null>;
};

const SelectionContext = createContext<Selected | null>(null);

type SelectionProps = { rows: readonly Selectable[]; children: ReactNode };

/** Around a bar and a table of rows: which of them are selected. What is not on the page any more is not selected. */
export function Selection({ rows, children }: SelectionProps) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const allBox = useRef<HTMLInputElement>(null);
  const selected = useMemo<Selected>(
    () => ({
      rows,
      chosen: rows.filter(({ id }) => ids.has(id)),
      isChosen: (id) => ids.has(id),
      choose: (id, isChosen) => setIds((before) => withOne(before, id, isChosen)),
      chooseAll: (all) => setIds(new Set(all ? rows.map(({ id }) => id) : [])),
      clear: () => {
        setIds(new Set());
        allBox.current?.focus();
      },
      allBox,
    }),
    [rows, ids],
  );
  return <SelectionContext value={selected}>{children}</SelectionContext>;
}

function withOne(before: ReadonlySet<string>, id: string, isChosen: boolean): ReadonlySet<string> {
  const next = new Set(before);
  if (isChosen) next.add(id);
  else next.delete(id);
  return next;
}

/** What is selected; for what lies inside a `Selection`. */
export function useSelection(): Selected {
  const selected = use(SelectionContext);
  if (!selected) throw new Error("There is no Selection around this.");
  return selected;
}
