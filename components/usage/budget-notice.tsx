import type { Route } from "next";
import Link from "next/link";
import type { BudgetBrief } from "@/components/shell/budget-words";
import { Alert } from "@/components/ui/alert";

/** In words what a budget stops now or soon, and where to change it; nothing while there is enough of all of them. */
export function BudgetNotice({ brief }: { brief: BudgetBrief | null }) {
  const usedUp = brief?.limits.find(({ unspent, downgradeTo }) => unspent === 0n && downgradeTo === null);
  if (!usedUp) return brief?.warning && <Alert tone="warn">{brief.warning}</Alert>;
  const { title, body, steps } = usedUp.paused;
  const links = steps.map(({ to, words }) => (
    <Link key={to} href={to as Route}>
      {words}
    </Link>
  ));
  return (
    <Alert tone="bad" action={links.length > 0 && links}>
      <strong className="font-medium">{title}</strong> {body}
    </Alert>
  );
}
