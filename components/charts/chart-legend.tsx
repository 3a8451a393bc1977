import type { Route } from "next";
import Link from "next/link";
import { SeriesSwatch, seriesLook } from "./series";

type ChartLegendProps = { id: string; keys: { key: string; label: string; href: Route | null }[] };

/** The names of the stacked pieces, from the bottom of the bars to the top; each leads to its piece alone. */
export function ChartLegend({ id, keys }: ChartLegendProps) {
  return (
    <ul aria-label="Legend" className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm">
      {keys.map(({ key, label, href }, rank) => (
        <li key={key} className="flex min-w-0 items-center gap-2">
          <SeriesSwatch id={`${id}-${rank}`} look={seriesLook(key, rank)} />
          {href ? (
            <Link href={href} scroll={false} className="max-w-48 truncate hover:text-ink hover:underline">
              {label}
            </Link>
          ) : (
            <span className="max-w-48 truncate">{label}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
