import type { Route } from "next";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { BudgetScope } from "@/lib/budgets/types";
import { SCOPE_GROUPS } from "./budget-words";

/** Not threads, whose budgets this page does not set. */
const FILTERS = SCOPE_GROUPS.filter(({ scope }) => scope !== "thread");

/** Shows the budgets of one scope alone; the address holds it. */
export function ScopeFilter({ current }: { current: BudgetScope | undefined }) {
  const links = [
    { title: "All", href: "/admin/budgets", isCurrent: current === undefined },
    ...FILTERS.map(({ scope, title }) => ({
      title,
      href: `/admin/budgets?scope=${scope}`,
      isCurrent: scope === current,
    })),
  ];
  return (
    <nav aria-label="Show budgets of" className="flex flex-wrap gap-x-1.5 gap-y-2">
      {links.map(({ title, href, isCurrent }) => (
        <Link
          key={href}
          href={href as Route}
          aria-current={isCurrent ? "true" : undefined}
          className={cn(
            "rounded-full border border-line px-3 py-1 text-muted text-sm hover:text-ink",
            isCurrent && "border-accent bg-accent-soft text-accent hover:text-accent",
          )}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
