import type { Route } from "next";
import Link from "next/link";
import { Button } from "./button";
import { cn } from "./cn";

type Kept = Record<string, string | readonly string[] | undefined>;

type PageLinksProps = {
  path: Route;
  /** What else the address holds and keeps; what is empty is left out. */
  keep?: Kept;
  /** Where this page begins; undefined on the first. */
  cursor: string | undefined;
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  label?: string;
  /** Whether following a link goes to the top of the page. */
  scroll?: boolean;
  className?: string;
};

/** The way through a long list; nothing where it has one page. */
export function PageLinks(props: PageLinksProps) {
  const { path, keep, cursor, nextCursor, label = "Pages", scroll = true, className } = props;
  if (!cursor && !nextCursor) return null;
  const link = (words: string, after?: string) => (
    <Button asChild variant="outline" size="sm">
      <Link href={hrefOf(path, { ...keep, after })} scroll={scroll}>
        {words}
      </Link>
    </Button>
  );
  return (
    <nav aria-label={label} className={cn("flex justify-between gap-3", className)}>
      {cursor ? link("First page") : <span />}
      {nextCursor && link("Next page", nextCursor)}
    </nav>
  );
}

/** An address with what it holds; what is empty is left out. */
export function hrefOf<P extends string>(path: P, params: Kept): P {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of value === undefined || value === "" ? [] : [value].flat()) query.append(name, one);
  }
  return (query.size > 0 ? `${path}?${query}` : path) as P;
}
