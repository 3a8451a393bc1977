import type { Route } from "next";
import Link from "next/link";
import { clockTime } from "@/components/shell/clock-words";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { ChainEndReport } from "@/lib/audit/types";
import { SoundMark } from "../sound-mark";

type ChainVerdictProps = { chain: ChainEndReport; readAt: Date; timeZone: string };

/** Whether the newest rows of the audit log follow from one another; the way to all of it. */
export function ChainVerdict({ chain, readAt, timeZone }: ChainVerdictProps) {
  const isSound = chain.broken === null;
  return (
    <Card role={isSound ? "status" : "alert"} aria-label="Audit log" className="flex items-center gap-4">
      <SoundMark isBad={!isSound} />
      <div className="min-w-0">
        <h2 className={cn("font-semibold text-lg leading-snug", !isSound && "text-bad")}>
          {chain.broken ? `The audit log is broken at #${chain.broken.seq}` : "The audit log is unbroken"}
        </h2>
        <p className="mt-0.5 text-muted text-sm">
          {chain.broken
            ? `Make a backup of the database and compare it with an older one: of this row, ${chain.broken.why}.`
            : `${verifiedWords(chain)} Checked at ${clockTime(readAt, timeZone)}.`}{" "}
          <Link href={"/admin/audit" as Route} className="text-accent underline">
            Audit log
          </Link>
        </p>
      </div>
    </Card>
  );
}

/** "All 1,204 rows follow from the one before."; of a long log only the newest are looked at. */
export function verifiedWords({ first, verified }: Pick<ChainEndReport, "first" | "verified">): string {
  if (verified === 0) return "There is nothing in it yet.";
  const count = (verified - first + 1).toLocaleString("en-US");
  if (first === 1) return `${count === "1" ? "Its one row was" : `All ${count} rows were`} verified.`;
  return `Its newest ${count} of ${verified.toLocaleString("en-US")} rows were verified.`;
}
