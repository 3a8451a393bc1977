/** Columns that a narrow table does not have, and the lines that say the same there. Both go by the table's own room. */
export const WIDE_ONLY = "hidden @3xl:table-cell";
export const NARROW_ONLY = "block @3xl:hidden";
