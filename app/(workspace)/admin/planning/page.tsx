import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { Planning } from "@/components/admin/planning/planning";
import { AddressNotice } from "@/components/ui/address-notice";
import { requireAdminCtx } from "@/lib/auth";
import { getPlanning, listPlanExposures } from "@/lib/reports";
import { misread } from "../../misread";
import { readReckoned } from "../reckoned";
import { readTexts, type SearchParams } from "./address";
import { toFacts } from "./facts";

export const metadata: Metadata = { title: "Planning" };

export default async function PlanningPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireAdminCtx();
  const { offered, reckoned } = await readReckoned(ctx);
  const [planning, exposures, params] = await Promise.all([
    getPlanning(ctx, { offered: reckoned }),
    listPlanExposures(ctx, { offered }),
    searchParams,
  ]);
  const texts = readTexts(params);
  return (
    <>
      <AdminHeader title="Planning" current="/admin/planning" />
      <div className="mx-auto w-full max-w-[1180px] space-y-3.5 px-4 py-5 md:px-8 md:py-7">
        <AddressNotice problem={misread(params, texts)} />
        <Planning facts={toFacts({ planning, exposures, offered })} texts={texts} />
      </div>
    </>
  );
}
