export const EXPORT_FORMATS = [
  { format: "markdown", name: "Markdown" },
  { format: "json", name: "JSON" },
] as const;

/** As many as an address has room for; more are exported with all the others, in the settings. */
export const EXPORTED_AT_ONCE_MAX = 100;

type ExportFormat = (typeof EXPORT_FORMATS)[number]["format"];

/** Where the file of these threads, or of all of the member's, is made. */
export function exportAddress(format: ExportFormat, threads: readonly { id: string }[] | "all"): string {
  const wanted = threads === "all" ? [["all", "1"]] : threads.map(({ id }) => ["id", id]);
  return `/api/threads/export?${new URLSearchParams([["format", format], ...wanted])}`;
}
