import type { ReactNode } from "react";
import type { UsageSum } from "@/lib/reports/types";
import { KnownCost } from "./known-cost";

type TileProps = { label: string; value: ReactNode; note?: ReactNode; action?: ReactNode };

/** One figure with its name above and what it means below. */
export function Tile({ label, value, note, action }: TileProps) {
  return (
    <article
      aria-label={label}
      className="relative min-w-0 rounded-card border border-line bg-card px-3.5 py-3.5 shadow-soft sm:px-[18px] sm:py-4"
    >
      <div className="flex items-start justify-between gap-2">
        <h2 className="text-muted text-sm">{label}</h2>
        {action}
      </div>
      <p className="mt-0.5 font-semibold text-[22px] leading-[1.3] sm:text-[28px] tracking-tight">{value}</p>
      {note && <div className="mt-1 text-muted text-sm">{note}</div>}
    </article>
  );
}

/** The figures on top of a report: rows of four, or five in one; on a narrow screen two, and an odd last one is wide. */
export function Tiles({ children }: { children: ReactNode }) {
  return (
    <div className="grid grid-cols-2 gap-3.5 xl:grid-cols-4 xl:has-[>:nth-child(5):last-child]:grid-cols-5 max-xl:[&>:nth-child(odd):last-child]:col-span-2">
      {children}
    </div>
  );
}

/** What one answer costs, everything around it included. */
export function AverageTile({ total, unpriced }: { total: UsageSum; unpriced: number }) {
  return (
    <Tile
      label="Average per answer"
      value={
        total.answers === 0 ? (
          "None yet"
        ) : (
          <KnownCost sum={{ ...total, costPicoUsd: averageOf(total) }} unpriced={unpriced} />
        )
      }
      note="titles and other calls included"
    />
  );
}

function averageOf({ costPicoUsd, answers }: UsageSum): bigint {
  return costPicoUsd / BigInt(answers);
}
