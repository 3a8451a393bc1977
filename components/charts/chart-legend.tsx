import type { StackKey } from "@/lib/reports/types";
import { SeriesSwatch, seriesLook } from "./series";

/** The names of the stacked pieces, from the bottom of the bars to the top. */
export function ChartLegend({ id, keys }: { id: string; keys: StackKey[] }) {
  return (
    <ul aria-label="Legend" className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm">
      {keys.map(({ key, label }, rank) => (
        <li key={key} className="flex min-w-0 items-center gap-2">
          <SeriesSwatch id={`${id}-${rank}`} look={seriesLook(key, rank)} />
          <span className="max-w-48 truncate">{label}</span>
        </li>
      ))}
    </ul>
  );
}
