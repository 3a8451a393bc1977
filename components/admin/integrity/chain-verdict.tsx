import type { Route } from "next";
import Link from "next/link";
import { dayAndTime } from "@/components/shell/clock-words";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { IntegrityCheck } from "@/lib/reports/types";
import { SoundMark } from "../sound-mark";

type ChainVerdictProps = Pick<IntegrityCheck, "chain" | "checkedAt"> & { timeZone: string };

/** Whether the rows of the audit log follow from one another; the way to it. */
export function ChainVerdict({ chain, checkedAt, timeZone }: ChainVerdictProps) {
  const isSound = chain.broken === null;
  return (
    <Card role={isSound ? "status" : "alert"} aria-label="Audit log" className="flex items-center gap-4">
      <SoundMark standing={isSound ? "sound" : "bad"} />
      <div className="min-w-0">
        <h2 className={cn("font-semibold text-lg leading-snug", !isSound && "text-bad")}>
          {chain.broken ? `The audit log is broken at #${chain.broken.seq}` : "The audit log is unbroken"}
        </h2>
        <p className="mt-0.5 text-muted text-sm">
          {chain.broken
            ? `Make a backup of the database and compare it with an older one: of this row, ${chain.broken.why}.`
            : `${verifiedWords(chain)} Checked on ${dayAndTime(checkedAt, timeZone)}.`}{" "}
          <Link href={"/admin/audit" as Route} className="text-accent underline">
            Audit log
          </Link>
        </p>
      </div>
    </Card>
  );
}

/** "All 1,204 rows were verified." */
export function verifiedWords({ verified }: Pick<IntegrityCheck["chain"], "verified">): string {
  if (verified === 0) return "There is nothing in it yet.";
  if (verified === 1) return "Its one row was verified.";
  return `All ${verified.toLocaleString("en-US")} rows were verified.`;
}
