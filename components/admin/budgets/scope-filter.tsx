import type { Route } from "next";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { hrefOf } from "@/components/ui/page-links";
import type { BudgetScope } from "@/lib/budgets/types";
import { SCOPE_GROUPS } from "./budget-words";

/** Not threads, whose budgets this page does not set. */
const FILTERS = SCOPE_GROUPS.filter(({ scope }) => scope !== "thread");

type ScopeFilterProps = { current: BudgetScope | undefined; text: string | undefined };

/** Shows the budgets of one scope alone; the address holds it, and keeps what is searched for. */
export function ScopeFilter({ current, text }: ScopeFilterProps) {
  const links = [
    { title: "All", href: hrefOf("/admin/budgets", { q: text }), isCurrent: current === undefined },
    ...FILTERS.map(({ scope, title }) => ({
      title,
      href: hrefOf("/admin/budgets", { scope, q: text }),
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
