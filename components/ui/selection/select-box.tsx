"use client";

import { useEffect } from "react";
import { TableCell, TableHeader } from "../table";
import { type Selectable, useSelection } from "./selection";

const BOX = "block size-4.5 shrink-0 accent-accent";

/** The first heading of a table whose rows can be selected. */
export function SelectHeader() {
  return (
    <TableHeader className="relative w-8">
      <span className="sr-only">Select</span>
    </TableHeader>
  );
}

/** The first cell of a row that can be selected. */
export function SelectCell(row: Selectable) {
  return (
    <TableCell className="w-8">
      <SelectBox {...row} />
    </TableCell>
  );
}

/** Selects one row. The label is as large as a finger needs. */
export function SelectBox({ id, name }: Selectable) {
  const { isChosen, choose } = useSelection();
  return (
    <label className="-m-2 flex w-fit p-2">
      <span className="sr-only">Select {name}</span>
      <input
        type="checkbox"
        className={BOX}
        checked={isChosen(id)}
        onChange={({ target }) => choose(id, target.checked)}
      />
    </label>
  );
}

/** Selects all rows of the page, or none; half-checked where some are. */
export function SelectAll() {
  const { rows, chosen, chooseAll, allBox } = useSelection();
  const isPartly = chosen.length > 0 && chosen.length < rows.length;
  useEffect(() => {
    if (allBox.current) allBox.current.indeterminate = isPartly;
  }, [isPartly, allBox]);
  return (
    <label className="-m-2 flex w-fit p-2">
      <span className="sr-only">Select all on this page</span>
      <input
        ref={allBox}
        type="checkbox"
        className={BOX}
        checked={rows.length > 0 && chosen.length === rows.length}
        onChange={({ target }) => chooseAll(target.checked)}
      />
    </label>
  );
}
