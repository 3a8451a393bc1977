import { CHAIN_ROWS_MAX } from "@/app/(workspace)/admin/integrity/limits";
import { defineAdminRoute } from "@/lib/action";
import { verifyChainEnd } from "@/lib/audit";
import { getIntegrity } from "@/lib/reports";
import { listAnswer } from "../list-answer";
import { integrityFile } from "./file";

/** What every check of the ledger and of the audit log found, checked anew, as CSV or PDF. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const [integrity, chain] = await Promise.all([
    getIntegrity(ctx),
    verifyChainEnd(ctx, { rowsMax: CHAIN_ROWS_MAX }),
  ]);
  return listAnswer(ctx, request, integrityFile(integrity, chain));
});
