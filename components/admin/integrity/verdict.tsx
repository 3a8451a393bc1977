import { counted } from "@/components/charts/words";
import { dayAndTime } from "@/components/shell/clock-words";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { toDecimalUsd } from "@/lib/money";
import type { Integrity } from "@/lib/reports/types";
import { SoundMark, type Standing } from "../sound-mark";

type Found = Pick<Integrity, "check" | "isOutrun" | "running" | "brokeOffAt" | "timeZone">;

/** The one thing to know: whether everything added up when it was last checked. */
export function Verdict({ integrity }: { integrity: Found }) {
  const { check, isOutrun, timeZone } = integrity;
  const { standing, title } = titleOf(check, isOutrun);
  const isSound = standing !== "bad";
  return (
    <Card role={isSound ? "status" : "alert"} aria-label="Verdict" className="flex items-center gap-4">
      <SoundMark standing={standing} />
      <div className="min-w-0">
        <h2 className={cn("font-semibold text-lg leading-snug", !isSound && "text-bad")}>{title}</h2>
        {check && !isOutrun && (
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

function titleOf(check: Integrity["check"], isOutrun: boolean): { standing: Standing; title: string } {
  if (!check) return { standing: "unknown", title: "Nothing was checked yet" };
  const wrong = check.ledger.checks.filter((one) => one.wrong > 0).length;
  if (wrong === 0 && check.ledger.driftPicoUsd === 0n) {
    if (check.ledger.entries > 0) return { standing: "sound", title: "Everything adds up" };
    const title = isOutrun ? "Not checked since the first calls" : "There was nothing to add up";
    return { standing: "unknown", title };
  }
  return { standing: "bad", title: `${counted(wrong, "check")} found a difference` };
}

function driftWords({ driftPicoUsd }: NonNullable<Integrity["check"]>["ledger"]): string {
  return driftPicoUsd === 0n ? "drift 0" : `drift $${toDecimalUsd(driftPicoUsd)}`;
}

/** Drawn alike everywhere: what a browser draws by itself looks full at the beginning in some. */
const BAR =
  "h-1.5 w-32 appearance-none overflow-hidden rounded-full border-0 bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent";

/** How far a check is that is under way, and that the last one has no verdict. */
function Stage({ integrity: { running, brokeOffAt, timeZone } }: { integrity: Found }) {
  if (running) {
    const { done, steps } = running;
    return (
      <p className="mt-1.5 flex flex-wrap items-center gap-x-3 text-muted text-sm">
        <progress aria-label="Check" value={done} max={steps} className={BAR} />
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
