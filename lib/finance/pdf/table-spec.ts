export const SIZE = 9;
/** Between two columns. */
export const GAP = 8;

export type TableSpec = {
  columns: {
    label: string;
    /** Of the page's width, all together 1. */
    share: number;
    numeric?: boolean;
    /** Over how many lines its words may go on; one where nothing is said. */
    lines?: number;
  }[];
  rows: string[][];
  /** How many rows at the end are sums. */
  sums?: number;
};
