import { AdjustmentTable } from "@/components/admin/integrity/adjustment-table";
import { AlertList } from "@/components/admin/integrity/alert-list";
import { CheckList } from "@/components/admin/integrity/check-list";
import { EstimateTable } from "@/components/admin/integrity/estimate-table";
import { Figures } from "@/components/admin/integrity/figures";
import { Verdict } from "@/components/admin/integrity/verdict";
import { listAlerts } from "@/lib/alerts";
import type { Ctx } from "@/lib/org/types";
import { getIntegrity } from "@/lib/reports";
import { correctAmount } from "./actions";

const ALERTS_SHOWN = 8;

/** The audit itself, which may take a while on a big ledger: the page is there before it. */
export async function Audit({ ctx }: { ctx: Ctx }) {
  const [integrity, { alerts }] = await Promise.all([
    getIntegrity(ctx),
    listAlerts(ctx, { limit: ALERTS_SHOWN }),
  ]);
  const { timeZone } = integrity;
  return (
    <div className="space-y-3.5">
      <Verdict integrity={integrity} />
      <Figures integrity={integrity} />
      <div className="grid gap-3.5 lg:grid-cols-2">
        <CheckList checks={integrity.ledger.checks} />
        <AlertList alerts={alerts} timeZone={timeZone} />
      </div>
      <EstimateTable integrity={integrity} correct={correctAmount} />
      <AdjustmentTable adjustments={integrity.adjustments} timeZone={timeZone} />
      <p className="text-muted text-sm">Times are in the zone {timeZone}.</p>
    </div>
  );
}
