import { newId } from "@/db/id";

/** Actions of admins that change nothing, with what they are sent. */
export const READING: Record<string, unknown> = {
  "admin/budgets/actions.ts#findMembers": { text: "Member" },
  "admin/budgets/actions.ts#listBudgetTopUps": { budgetId: newId() },
  "admin/costs/explore-actions.ts#findNames": {
    ...{ group: "member", text: "Member", from: "2026-10-01", to: "2026-10-31" },
  },
  "admin/audit/actions.ts#verify": {},
  "admin/integrity/actions.ts#check": {},
};
