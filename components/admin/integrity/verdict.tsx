import { counted } from "@/components/charts/words";
import { dayAndTime } from "@/components/shell/clock-words";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { toDecimalUsd } from "@/lib/money";
import type { Integrity } from "@/lib/reports/types";
import { SoundMark } from "../sound-mark";

type Found = Pick<Integrity, "check" | "running" | "brokeOffAt" | "timeZone">;

/** The one thing to know: whether everything added up when it was last checked. */
export function Verdict({ integrity }: { integrity: Found }) {
  const { check, timeZone } = integrity;
  const { isSound, title } = titleOf(check);
  return (
    <Card role={isSound ? "status" : "alert"} aria-label="Verdict" className="flex items-center gap-4">
      <SoundMark isBad={!isSound} />
      <div className="min-w-0">
        <h2 className={cn("font-semibold text-lg leading-snug", !isSound && "text-bad")}>{title}</h2>
        {check && (
          <p className="mt-0.5 text-muted text-sm">
            {counted(check.ledger.entries, "entry", "entries")} re-added, {driftWords(check.ledger)}. Checked
            on <time dateTime={check.checkedAt.toISOString()}>{dayAndTime(check.checkedAt, timeZone)}</time>.
          </p>
        )}
        <Stage integrity={integrity} />
      </div>
    </Card>
  );
}

function titleOf(check: Integrity["check"]): { isSound: boolean; title: string } {
  if (!check) return { isSound: true, title: "Nothing was checked yet" };
  const wrong = check.ledger.checks.filter((one) => one.wrong > 0).length;
  if (wrong === 0 && check.ledger.driftPicoUsd === 0n) return { isSound: true, title: "Everything adds up" };
  return { isSound: false, title: `${counted(wrong, "check")} found a difference` };
}

function driftWords({ driftPicoUsd }: NonNullable<Integrity["check"]>["ledger"]): string {
  return driftPicoUsd === 0n ? "drift 0" : `drift $${toDecimalUsd(driftPicoUsd)}`;
}

/** How far a check is that is under way, and that the last one has no verdict. */
function Stage({ integrity: { running, brokeOffAt, timeZone } }: { integrity: Found }) {
  if (running) {
    const { done, steps } = running;
    return (
      <p className="mt-1.5 flex flex-wrap items-center gap-x-3 text-muted text-sm">
        <progress aria-label="Check" value={done} max={steps} className="h-1.5 w-32 accent-accent" />
        Checking everything anew: {done} of {steps} steps are done.
      </p>
    );
  }
  if (!brokeOffAt) return null;
  return (
    <p className="mt-1.5 text-bad text-sm">
      The check of {dayAndTime(brokeOffAt, timeZone)} broke off; the server’s log says why. Check again.
    </p>
  );
}
