import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { CostGroup } from "@/lib/reports/types";
import { GROUP_WORDS, nameOf } from "./words";

/** `without` is the page without this filter. */
export type Chip = { group: CostGroup; key: string; label: string | null; without: Route };

/** What is filtered by, each with the way to do without it. */
export function FilterChips({ chips, withoutAny }: { chips: Chip[]; withoutAny: Route }) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex min-w-0 flex-wrap items-center gap-2">
      {chips.map(({ group, key, label, without }) => {
        const words = `${GROUP_WORDS[group]}: ${nameOf(group, { key, label })}`;
        return (
          <li key={`${group} ${key}`} className="min-w-0">
            <Link
              href={without}
              scroll={false}
              aria-label={`Remove the filter ${words}`}
              className="flex h-8 min-w-0 items-center gap-1.5 rounded-full border border-line bg-accent-soft px-3 text-accent text-sm hover:border-accent"
            >
              <span className="max-w-56 truncate">{words}</span>
              <X aria-hidden className="size-3.5 shrink-0" />
            </Link>
          </li>
        );
      })}
      <li>
        <Link href={withoutAny} scroll={false} className="text-accent text-sm hover:underline">
          Remove all
        </Link>
      </li>
    </ul>
  );
}
