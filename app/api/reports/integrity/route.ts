import { defineAdminRoute } from "@/lib/action";
import { AppError } from "@/lib/errors";
import { getIntegrity } from "@/lib/reports";
import { csvAnswer } from "../csv-answer";
import { integrityFile } from "./file";

/** What every check of the ledger and of the audit log found when it was last made, as CSV. */
export const GET = defineAdminRoute(async (ctx) => {
  const { check } = await getIntegrity(ctx);
  if (!check) throw new AppError("not_found", "Nothing was checked yet. Check first.");
  return csvAnswer(integrityFile(check), "purser-integrity.csv");
});
