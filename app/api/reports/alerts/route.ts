import { readFilter, toQuery } from "@/app/(workspace)/admin/alerts/query";
import { defineAdminRoute } from "@/lib/action";
import { attachment } from "../../disposition";
import { toByteStream } from "../../threads/export/byte-stream";
import { alertsFile } from "./file";

/** What was sent as CSV, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const query = toQuery(readFilter(Object.fromEntries(new URL(request.url).searchParams)));
  return new Response(await toByteStream(alertsFile(ctx, query)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": attachment("purser-alerts.csv"),
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
});
