import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

type FilterEndProps = {
  /** The list without any filter. */
  clear: Route;
  isFiltered: boolean;
  /** Whether clearing goes to the top of the page. */
  scroll?: boolean;
  className?: string;
  /** What else is said of the filter. */
  children?: ReactNode;
};

/** The end of a form that filters a list, the same on every page: its button, and the way back to the whole list. */
export function FilterEnd({ clear, isFiltered, scroll = true, className, children }: FilterEndProps) {
  return (
    <div className={cn("flex flex-wrap items-center gap-2", className)}>
      <Button type="submit" size="sm" variant="outline">
        Filter
      </Button>
      {isFiltered && (
        <Button asChild variant="ghost" size="sm">
          <Link href={clear} scroll={scroll}>
            Clear the filter
          </Link>
        </Button>
      )}
      {children}
    </div>
  );
}
