import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { AdjustmentTable } from "@/components/admin/integrity/adjustment-table";
import { AlertList } from "@/components/admin/integrity/alert-list";
import { ChainVerdict } from "@/components/admin/integrity/chain-verdict";
import { CheckAgain } from "@/components/admin/integrity/check-again";
import { CheckList } from "@/components/admin/integrity/check-list";
import { EstimatesCard } from "@/components/admin/integrity/estimates-card";
import { Figures } from "@/components/admin/integrity/figures";
import { Verdict } from "@/components/admin/integrity/verdict";
import { ExportMenu } from "@/components/ui/export-menu";
import { listAlerts } from "@/lib/alerts";
import { requireAdminCtx } from "@/lib/auth";
import { getIntegrity } from "@/lib/reports";
import { filesOf } from "../files";
import { check, correctAmount } from "./actions";

export const metadata: Metadata = { title: "Integrity" };

const ALERTS_SHOWN = 8;

export default async function IntegrityPage() {
  const ctx = await requireAdminCtx();
  const [integrity, { alerts }] = await Promise.all([
    getIntegrity(ctx),
    listAlerts(ctx, { limit: ALERTS_SHOWN }),
  ]);
  const { check: last, running, isOutrun, timeZone } = integrity;
  return (
    <>
      <AdminHeader
        title="Integrity"
        current="/admin/integrity"
        actions={
          <>
            {last && <ExportMenu {...filesOf("/api/reports/integrity")} />}
            <CheckAgain isRunning={running !== null} isOutrun={isOutrun} check={check} />
          </>
        }
      />
      <div className="mx-auto w-full max-w-[1180px] space-y-3.5 px-4 py-5 md:px-8 md:py-7">
        <div className="grid gap-3.5 lg:grid-cols-2">
          <Verdict integrity={integrity} />
          {last && <ChainVerdict chain={last.chain} checkedAt={last.checkedAt} timeZone={timeZone} />}
        </div>
        <Figures integrity={integrity} />
        <div className="grid gap-3.5 lg:grid-cols-2">
          {last && <CheckList checks={last.ledger.checks} />}
          <AlertList alerts={alerts} timeZone={timeZone} />
        </div>
        <EstimatesCard integrity={integrity} correct={correctAmount} />
        <AdjustmentTable adjustments={integrity.adjustments} timeZone={timeZone} />
        <p className="text-muted text-sm">Times are in the zone {timeZone}.</p>
      </div>
    </>
  );
}
