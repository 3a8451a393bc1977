import { defineAdminRoute } from "@/lib/action";
import { AppError } from "@/lib/errors";
import { getIntegrity } from "@/lib/reports";
import { listAnswer } from "../list-answer";
import { integrityFile } from "./file";

/** What every check of the ledger and of the audit log found when it was last made, as CSV or PDF. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const { check } = await getIntegrity(ctx);
  if (!check) throw new AppError("not_found", "Nothing was checked yet. Check first.");
  return listAnswer(ctx, request, integrityFile(check));
});
