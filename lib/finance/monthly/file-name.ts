import type { MonthlyReport } from "../types";

/** "purser-2026-11-sales.pdf"; whatever a name holds, the file stays where it is saved. */
export function monthlyFileName(
  { department, span }: Pick<MonthlyReport, "department" | "span">,
  ending: "pdf" | "csv",
): string {
  return fileNameOf({ month: span.month, name: department?.name ?? "", ending });
}

export function fileNameOf({ month, name, ending }: { month: string; name: string; ending: string }): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return `${["purser", month, ...words].join("-").slice(0, 100)}.${ending}`;
}
