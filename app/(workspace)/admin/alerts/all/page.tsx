import type { Metadata, Route } from "next";
import Link from "next/link";
import { AlertRows } from "@/components/admin/alerts/alert-rows";
import { KIND_CHOICES } from "@/components/admin/alerts/words";
import { ListPage } from "@/components/admin/list-page";
import { SearchAndState } from "@/components/admin/search-and-state";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
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
    <ListPage
      title="All alerts"
      current="/admin/alerts"
      file={filesOf("/api/reports/happened", filter)}
      problem={problem}
      card={{
        title: "What happened",
        description: `The newest first, also what no channel was told. Times are in the zone ${timeZone}.`,
        actions: (
          <Button asChild variant="outline" size="sm">
            <Link href={"/admin/alerts" as Route}>Channels and what was sent</Link>
          </Button>
        ),
      }}
      filters={
        <SearchAndState
          key={search}
          path={PATH}
          filter={filter}
          label="Search alerts"
          placeholder="Name of whom or what"
          name="kind"
          stateLabel="About"
          states={KIND_CHOICES}
        />
      }
      pages={{ path: PATH, keep: filter, cursor, nextCursor }}
    >
      {alerts.length === 0 ? (
        <NothingFound isFiltered={search !== ""} />
      ) : (
        <AlertRows label="Alerts" alerts={alerts} timeZone={timeZone} />
      )}
    </ListPage>
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
