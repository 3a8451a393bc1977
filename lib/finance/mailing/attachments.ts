import type { Conn } from "@/db/client";
import { type ReportFile, readFile } from "../monthly/read-file";

/** Of all files of a mail: many servers take no mail above 10 MB, and a mail's own form adds a third. */
const ATTACHED_BYTES_MAX = 7_000_000;

export type Attachments = { files: ReportFile[]; hasPdf: boolean; hasCsv: boolean };

/** A report's files, the PDF first, as far as they fit into a mail together. */
export async function readAttachments(
  conn: Conn,
  reportId: string,
  bytesMax = ATTACHED_BYTES_MAX,
): Promise<Attachments> {
  const pdf = await readWithin(conn, { reportId, as: "pdf", bytesMax });
  const csv = await readWithin(conn, { reportId, as: "csv", bytesMax: bytesMax - (pdf?.bytes.length ?? 0) });
  const files = [pdf, csv].filter((file) => file !== null);
  return { files, hasPdf: pdf !== null, hasCsv: csv !== null };
}

type Which = { reportId: string; as: "pdf" | "csv"; bytesMax: number };

async function readWithin(conn: Conn, which: Which): Promise<ReportFile | null> {
  try {
    const file = await readFile(conn, which);
    return file && file.bytes.length <= which.bytesMax ? file : null;
  } catch (error) {
    if (isTooLarge(error)) return null;
    throw error;
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}
