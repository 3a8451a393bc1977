import { drawInTurn } from "@/lib/finance";
import type { Ctx } from "@/lib/org/types";
import { attachment } from "../disposition";
import { toByteStream } from "../threads/export/byte-stream";

const PRIVATE = { "x-content-type-options": "nosniff", "cache-control": "private, no-store" };

/** Lines of `csvLine` as a file, which a generator makes as fast as it is read. */
export async function csvAnswer(lines: string | AsyncGenerator<string>, fileName: string): Promise<Response> {
  const body = typeof lines === "string" ? lines : await toByteStream(lines);
  return new Response(body, { headers: headersOf("text/csv; charset=utf-8", fileName) });
}

/** What is drawn when it is its turn, as a file to save. */
export async function pdfAnswer(ctx: Ctx, draw: () => Promise<Buffer>, fileName: string): Promise<Response> {
  return fileAnswer(Uint8Array.from(await drawInTurn(ctx, draw)), "application/pdf", fileName);
}

/** Whether an address asks for paper. */
export function asksForPdf(request: Request): boolean {
  return new URL(request.url).searchParams.get("as") === "pdf";
}

/** Bytes as a file to save. */
export function fileAnswer(bytes: Uint8Array<ArrayBuffer>, type: string, fileName: string): Response {
  return new Response(bytes, { headers: headersOf(type, fileName) });
}

function headersOf(type: string, fileName: string): Record<string, string> {
  return { "content-type": type, "content-disposition": attachment(fileName), ...PRIVATE };
}
