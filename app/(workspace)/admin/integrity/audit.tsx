import { AdjustmentTable } from "@/components/admin/integrity/adjustment-table";
import { AlertList } from "@/components/admin/integrity/alert-list";
import { ChainVerdict } from "@/components/admin/integrity/chain-verdict";
import { CheckList } from "@/components/admin/integrity/check-list";
import { EstimatesCard } from "@/components/admin/integrity/estimates-card";
import { Figures } from "@/components/admin/integrity/figures";
import { Verdict } from "@/components/admin/integrity/verdict";
import { listAlerts } from "@/lib/alerts";
import { verifyChainEnd } from "@/lib/audit";
import type { Ctx } from "@/lib/org/types";
import { getIntegrity } from "@/lib/reports";
import { correctAmount } from "./actions";
import { CHAIN_ROWS_MAX } from "./limits";

const ALERTS_SHOWN = 8;

/** The audit itself, which may take a while on a big ledger: the page is there before it. */
export async function Audit({ ctx }: { ctx: Ctx }) {
  const [integrity, chain, { alerts }] = await Promise.all([
    getIntegrity(ctx),
    verifyChainEnd(ctx, { rowsMax: CHAIN_ROWS_MAX }),
    listAlerts(ctx, { limit: ALERTS_SHOWN }),
  ]);
  const { timeZone, readAt } = integrity;
  return (
    <div className="space-y-3.5">
      <div className="grid gap-3.5 lg:grid-cols-2">
        <Verdict integrity={integrity} />
        <ChainVerdict {...{ chain, readAt, timeZone }} />
      </div>
      <Figures integrity={integrity} />
      <div className="grid gap-3.5 lg:grid-cols-2">
        <CheckList checks={integrity.ledger.checks} />
        <AlertList alerts={alerts} timeZone={timeZone} />
      </div>
      <EstimatesCard integrity={integrity} correct={correctAmount} />
      <AdjustmentTable adjustments={integrity.adjustments} timeZone={timeZone} />
      <p className="text-muted text-sm">Times are in the zone {timeZone}.</p>
    </div>
  );
}
