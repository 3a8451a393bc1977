import { renderSheet } from "@/lib/finance";
import type { Ctx } from "@/lib/org/types";
import { type Sheet, sheetLines } from "@/lib/reports";
import { asksForPdf, csvAnswer, pdfAnswer } from "./csv-answer";

type Filters = readonly (string | undefined | false)[];

/** A list as a file: its rows are the same as CSV and on paper. */
export type ListFile<T> = {
  /** Of the file, without its end: "purser-members". */
  name: string;
  /** On paper, after the organisation's name. */
  title: string;
  /** What the address filters by, in words: "role admin"; what is empty is no filter. */
  only?: () => Filters | Promise<Filters>;
  /** Sentences that a reader of the paper needs. */
  notes?: readonly string[];
  sheet: Sheet<T>;
};

/** Answers a list as CSV or, where the address says so, as PDF; its rows are read as they are written. */
export async function listAnswer<T>(ctx: Ctx, request: Request, list: ListFile<T>): Promise<Response> {
  const { name, title, only, notes = [], sheet } = list;
  if (!asksForPdf(request)) return csvAnswer(sheetLines(sheet), `${name}.csv`);
  const draw = async () => {
    const filters = (await only?.())?.filter(Boolean) ?? [];
    const about = [...(filters.length > 0 ? [`Only: ${filters.join("; ")}.`] : []), ...notes];
    return renderSheet(ctx, { title, about, figures: [], sheet, readAt: new Date(), wide: true });
  };
  return pdfAnswer(ctx, draw, `${name}.pdf`);
}

/** What somebody searches for, as a filter. */
export function searchWords(text: string | undefined): string | undefined {
  return text && `search “${text}”`;
}
