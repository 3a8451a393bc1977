import type { ReactNode } from "react";

/** The card that follows the pointer: the day, then one line for each amount. */
export function ChartTooltip({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rounded-control border border-line bg-card px-3 py-2 text-ink text-sm shadow-soft">
      <p className="mb-1 text-muted">{title}</p>
      {children}
    </div>
  );
}

type LineProps = { label: ReactNode; value: string; strong?: boolean };

export function ChartTooltipLine({ label, value, strong }: LineProps) {
  return (
    <p className={strong ? "flex justify-between gap-6 font-medium" : "flex justify-between gap-6"}>
      <span className="flex min-w-0 items-center gap-2">{label}</span>
      <span className="tabular-nums">{value}</span>
    </p>
  );
}
