import type { Route } from "next";
import Link from "next/link";
import { type SeriesLook, SeriesSwatch } from "./series";

type LegendKey = { key: string; label: string; href: Route | null; look: SeriesLook };

/**
 * The names of the stacked pieces, from the bottom of the bars to the top; each leads to its piece alone, and while it is
 * pointed at or has the focus the others in the chart fade.
 */
export function ChartLegend({ id, keys }: { id: string; keys: LegendKey[] }) {
  return (
    <ul aria-label="Legend" className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm">
      {keys.map(({ key, label, href, look }, rank) => (
        <li key={key} data-legend={rank} className="flex min-w-0 items-center gap-2">
          <SeriesSwatch id={`${id}-${rank}`} look={look} />
          {href ? (
            <Link href={href} scroll={false} className="max-w-72 truncate hover:text-ink hover:underline">
              {label}
            </Link>
          ) : (
            <span className="max-w-72 truncate">{label}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
