import type { Route } from "next";
import Link from "next/link";
import { cn } from "./cn";

type Segment = { label: string; href: Route; current: boolean };

/** A row of links of which one is the present view; `label` names the group. */
export function Segmented({ label, segments }: { label: string; segments: Segment[] }) {
  return (
    <nav
      aria-label={label}
      className="inline-flex overflow-hidden rounded-control border border-line bg-card"
    >
      {segments.map((segment) => (
        <Link
          key={segment.href}
          href={segment.href}
          aria-current={segment.current ? "true" : undefined}
          className={cn(
            "-outline-offset-2 px-3 py-1.5 text-muted text-sm transition-colors hover:text-ink",
            segment.current && "bg-ink text-ground hover:text-ground",
          )}
        >
          {segment.label}
        </Link>
      ))}
    </nav>
  );
}
