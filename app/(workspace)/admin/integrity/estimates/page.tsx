import type { Metadata, Route } from "next";
import Link from "next/link";
import { AdminHeader } from "@/components/admin/admin-header";
import { EstimateTable } from "@/components/admin/integrity/estimate-table";
import { REASONS } from "@/components/admin/integrity/words";
import { SearchAndState } from "@/components/admin/search-and-state";
import { AddressNotice } from "@/components/ui/address-notice";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { requireAdminCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { listEstimates } from "@/lib/reports";
import { misread, readPlace } from "../../../misread";
import { filesOf } from "../../files";
import { toSearch } from "../../search";
import { correctAmount } from "../actions";
import { readFilter, toQuery } from "./query";

export const metadata: Metadata = { title: "Estimated amounts" };

const PATH = "/admin/integrity/estimates" as Route;

type EstimatesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Every amount that is an estimate. Apart from the checks, which add the whole ledger up again. */
export default async function EstimatesPage({ searchParams }: EstimatesPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const filter = readFilter(params);
  const cursor = readPlace(params.after, "instant");
  const problem = misread(params, { ...filter, after: cursor });
  const { calls, nextCursor } = await listEstimates(ctx, { ...toQuery(filter), cursor });
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  const search = toSearch(filter);
  return (
    <>
      <AdminHeader
        title="Estimated amounts"
        current="/admin/integrity"
        actions={<ExportMenu {...filesOf("/api/reports/estimates", filter)} />}
      />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={problem} />
        <Card>
          <CardHeader
            title="Estimated amounts"
            description={`Calls that Purser counted itself, the newest first. Times are in the zone ${timeZone}.`}
            actions={
              <Button asChild variant="outline" size="sm">
                <Link href={"/admin/integrity" as Route}>All checks</Link>
              </Button>
            }
          />
          <SearchAndState
            key={search}
            path={PATH}
            filter={filter}
            label="Search estimated amounts"
            placeholder="Member or model"
            stateLabel="Why"
            states={Object.entries(REASONS)}
          />
          {calls.length === 0 ? (
            <NothingFound isFiltered={search !== ""} />
          ) : (
            <EstimateTable {...{ calls, timeZone }} readAt={new Date()} correct={correctAmount} />
          )}
          <PageLinks path={PATH} keep={filter} cursor={cursor} nextCursor={nextCursor} className="mt-4" />
        </Card>
      </div>
    </>
  );
}

function NothingFound({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState title="No estimate matches">
      Search for a part of a member’s or a model’s name, or clear the filter.
    </EmptyState>
  ) : (
    <EmptyState title="Every amount is exact">The provider told what each call used.</EmptyState>
  );
}
