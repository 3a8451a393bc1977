import { defineAdminRoute } from "@/lib/action";
import { getStoredReport } from "@/lib/finance";
import { fileAnswer } from "../../csv-answer";

/** A stored file of a month that is over. */
export const GET = defineAdminRoute<{ reportId: string }>(async (ctx, request, { reportId }) => {
  const as = new URL(request.url).searchParams.get("as") === "csv" ? "csv" : "pdf";
  const { bytes, type, fileName } = await getStoredReport(ctx, { reportId, as });
  return fileAnswer(Uint8Array.from(bytes), type, fileName);
});
