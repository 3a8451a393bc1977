import { redirect } from "next/navigation";

/** Budgets are set where their use is shown. */
export default function BudgetsPage() {
  redirect("/admin/costs#members");
}
