import type { Route } from "next";
import Link from "next/link";
import { counted } from "@/components/charts/words";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { Submit } from "@/components/ui/use-submit";
import type { Integrity } from "@/lib/reports/types";
import { EstimateTable } from "./estimate-table";

/** They are counted no further. */
const COUNTED_MAX = 1_000;

type EstimatesCardProps = { integrity: Integrity; correct: Submit };

/** How many amounts are estimates, and the newest of them; all are on a page of their own, which checks no sums. */
export function EstimatesCard({ integrity, correct }: EstimatesCardProps) {
  const { estimates, readAt, timeZone } = integrity;
  const { count, newest } = estimates;
  return (
    <Card>
      <CardHeader
        title="Estimated amounts"
        description={describe(count, newest.length)}
        actions={
          count > 0 && (
            <Button asChild variant="outline" size="sm">
              <Link href={"/admin/integrity/estimates" as Route}>Search them all</Link>
            </Button>
          )
        }
      />
      {newest.length > 0 && <EstimateTable calls={newest} {...{ readAt, timeZone, correct }} />}
    </Card>
  );
}

function describe(count: number, shown: number): string {
  if (count === 0) return "Every amount is exact: the provider told what each call used.";
  const all = count > COUNTED_MAX ? "More than 1,000 calls have" : counted(count, "call has", "calls have");
  const newest = count > shown ? `, of which the newest ${shown} are shown` : "";
  return `${all} an amount that Purser counted itself${newest}.`;
}
