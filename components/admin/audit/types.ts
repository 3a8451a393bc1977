import type { ChainReport } from "@/lib/audit/types";
import type { ActionResult } from "@/lib/errors";

export type { Act, AuditRow, ChainReport, Details } from "@/lib/audit/types";

export type Verify = (input: Record<never, never>) => Promise<ActionResult<ChainReport>>;

/** What the address filters by, as it was typed. */
export type AuditFilter = {
  q?: string | undefined;
  act?: string | undefined;
  person?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};
