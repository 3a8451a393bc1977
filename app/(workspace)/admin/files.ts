import { hrefOf } from "@/components/ui/page-links";

type Filter = Record<string, string | undefined>;

/** Where a list is saved from, of whichever kind, filtered as its page is. */
export function filesOf(path: `/api/reports/${string}`, filter: Filter = {}): { csv: string; pdf: string } {
  return { csv: hrefOf<string>(path, filter), pdf: hrefOf<string>(path, { ...filter, as: "pdf" }) };
}
