import type { ReactNode } from "react";

/** What a calculator answers: the figure that matters, and below it what it is made of. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-line rounded-control bg-panel px-4 py-1">{children}</dl>;
}

type FigureProps = { label: ReactNode; value: ReactNode; note?: ReactNode; strong?: boolean };

/** One figure with its name. A `strong` one is read out when it changes. */
export function Figure({ label, value, note, strong }: FigureProps) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 py-2.5 text-sm">
      <dt className="min-w-0">{label}</dt>
      <dd className="wrap-anywhere ml-auto min-w-0 text-right tabular-nums">
        {strong ? <output className="font-semibold text-xl">{value}</output> : value}
        {note && <span className="block text-muted text-xs">{note}</span>}
      </dd>
    </div>
  );
}
