import { readFilter, toQuery } from "@/app/(workspace)/admin/audit/query";
import { defineAdminRoute } from "@/lib/action";

import { attachment } from "../../disposition";
import { toByteStream } from "../../threads/export/byte-stream";
import { auditFile } from "./file";

/** The audit log as CSV, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const query = toQuery(readFilter(Object.fromEntries(new URL(request.url).searchParams)));
  return new Response(await toByteStream(auditFile(ctx, query)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": attachment("purser-audit.csv"),
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
});
