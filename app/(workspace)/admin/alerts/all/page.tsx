import type { Metadata, Route } from "next";
import Link from "next/link";
import { AdminHeader } from "@/components/admin/admin-header";
import { AlertFilters } from "@/components/admin/alerts/alert-filters";
import { AlertRows } from "@/components/admin/alerts/alert-rows";
import { AddressNotice } from "@/components/ui/address-notice";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { listAlerts } from "@/lib/alerts";
import { requireAdminCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { misread, readPlace } from "../../../misread";
import { filesOf } from "../../files";
import { toSearch } from "../../search";
import { readFilter, toQuery } from "./query";

export const metadata: Metadata = { title: "All alerts" };

const PATH = "/admin/alerts/all" as Route;

type AllAlertsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Every alert, whether it went to a channel or to none. */
export default async function AllAlertsPage({ searchParams }: AllAlertsPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const filter = readFilter(params);
  const cursor = readPlace(params.after, "instant");
  const problem = misread(params, { ...filter, after: cursor });
  const { alerts, nextCursor } = await listAlerts(ctx, { ...toQuery(filter), cursor });
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  const search = toSearch(filter);
  return (
    <>
      <AdminHeader
        title="All alerts"
        current="/admin/alerts"
        actions={<ExportMenu {...filesOf("/api/reports/happened", filter)} />}
      />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={problem} />
        <Card>
          <CardHeader
            title="What happened"
            description={`The newest first, also what no channel was told. Times are in the zone ${timeZone}.`}
            actions={
              <Button asChild variant="outline" size="sm">
                <Link href={"/admin/alerts" as Route}>Channels and what was sent</Link>
              </Button>
            }
          />
          <AlertFilters key={search} path={PATH} filter={filter} />
          {alerts.length === 0 ? (
            <NothingFound isFiltered={search !== ""} />
          ) : (
            <AlertRows label="Alerts" alerts={alerts} timeZone={timeZone} />
          )}
          <PageLinks path={PATH} keep={filter} cursor={cursor} nextCursor={nextCursor} className="mt-4" />
        </Card>
      </div>
    </>
  );
}

function NothingFound({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState title="Nothing was found">Try other words, or clear the filter.</EmptyState>
  ) : (
    <EmptyState title="Nothing happened yet">
      A budget that reaches a part of its limit is told here, once a period.
    </EmptyState>
  );
}
