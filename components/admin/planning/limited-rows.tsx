"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";

const SHOWN_AT_FIRST = 8;

type LimitedRowsProps<T> = {
  rows: readonly T[];
  /** "models". */
  noun: string;
  children: (shown: readonly T[]) => ReactNode;
};

/** The first rows of a table, and all of them once somebody asks. */
export function LimitedRows<T>({ rows, noun, children }: LimitedRowsProps<T>) {
  const [showsAll, setShowsAll] = useState(false);
  return (
    <>
      {children(showsAll ? rows : rows.slice(0, SHOWN_AT_FIRST))}
      {rows.length > SHOWN_AT_FIRST && (
        <Button variant="outline" size="sm" className="mt-3" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? "Show fewer" : `Show all ${rows.length} ${noun}`}
        </Button>
      )}
    </>
  );
}
