import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { monthlyReports } from "@/db/schema";
import { fileNameOf } from "./file-name";

const unzip = promisify(gunzip);

export type ReportFile = { fileName: string; type: string; bytes: Buffer };

type Which = {
  reportId: string;
  as: "pdf" | "csv";
  /** How large a PDF may be, and a CSV may become. */
  bytesMax?: number;
};

/**
 * A stored file as it was made; null where there is no such report, or none with a PDF as small as asked for. Throws an
 * error with the code `ERR_BUFFER_TOO_LARGE` for a CSV that is larger than asked for.
 */
export async function readFile(conn: Conn, { reportId, as, bytesMax }: Which): Promise<ReportFile | null> {
  const [row] = await conn
    .select({
      month: sql<string>`to_char(${monthlyReports.month}, 'YYYY-MM')`,
      key: monthlyReports.departmentKey,
      name: monthlyReports.name,
      revision: monthlyReports.revision,
      file: as === "pdf" ? monthlyReports.pdf : monthlyReports.csv,
    })
    .from(monthlyReports)
    .where(and(eq(monthlyReports.id, reportId), as === "pdf" ? isWithin(bytesMax) : undefined));
  if (!row) return null;
  const name = `${row.key === "" ? "" : row.name} ${row.revision > 1 ? `revision ${row.revision}` : ""}`;
  return {
    fileName: fileNameOf({ month: row.month, name, ending: as }),
    type: as === "pdf" ? "application/pdf" : "text/csv; charset=utf-8",
    bytes:
      as === "pdf"
        ? row.file
        : await unzip(row.file, bytesMax === undefined ? {} : { maxOutputLength: Math.max(1, bytesMax) }),
  };
}

/** Looked at in the database, so that a large file never comes. */
function isWithin(bytesMax: number | undefined): SQL | undefined {
  return bytesMax === undefined ? undefined : sql`octet_length(${monthlyReports.pdf}) <= ${bytesMax}::int`;
}
