import { counted } from "@/components/charts/words";
import { clockTime } from "@/components/shell/clock-words";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { toDecimalUsd } from "@/lib/money";
import type { Integrity } from "@/lib/reports/types";
import { SoundMark } from "../sound-mark";

/** The one thing to know: whether everything adds up. */
export function Verdict({ integrity: { ledger, readAt, timeZone } }: { integrity: Integrity }) {
  const wrong = ledger.checks.filter((check) => check.wrong > 0).length;
  const isSound = wrong === 0 && ledger.driftPicoUsd === 0n;
  const drift = ledger.driftPicoUsd === 0n ? "drift 0" : `drift $${toDecimalUsd(ledger.driftPicoUsd)}`;
  return (
    <Card role={isSound ? "status" : "alert"} aria-label="Verdict" className="flex items-center gap-4">
      <SoundMark isBad={!isSound} />
      <div className="min-w-0">
        <h2 className={cn("font-semibold text-lg leading-snug", !isSound && "text-bad")}>
          {isSound ? "Everything adds up" : `${counted(wrong, "check")} found a difference`}
        </h2>
        <p className="mt-0.5 text-muted text-sm">
          {counted(ledger.entries, "entry", "entries")} re-added just now, {drift}. Checked at{" "}
          <time dateTime={readAt.toISOString()}>{clockTime(readAt, timeZone)}</time>.
        </p>
      </div>
    </Card>
  );
}
