import type { Metadata, Route } from "next";
import Link from "next/link";
import { EstimateTable } from "@/components/admin/integrity/estimate-table";
import { REASONS } from "@/components/admin/integrity/words";
import { ListPage } from "@/components/admin/list-page";
import { SearchAndState } from "@/components/admin/search-and-state";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
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
    <ListPage
      title="Estimated amounts"
      current="/admin/integrity"
      file={filesOf("/api/reports/estimates", filter)}
      problem={problem}
      card={{
        title: "Estimated amounts",
        description: `Calls that Purser counted itself, the newest first. Times are in the zone ${timeZone}.`,
        actions: (
          <Button asChild variant="outline" size="sm">
            <Link href={"/admin/integrity" as Route}>All checks</Link>
          </Button>
        ),
      }}
      filters={
        <SearchAndState
          key={search}
          path={PATH}
          filter={filter}
          label="Search estimated amounts"
          placeholder="Member or model"
          stateLabel="Why"
          states={Object.entries(REASONS)}
        />
      }
      pages={{ path: PATH, keep: filter, cursor, nextCursor }}
    >
      {calls.length === 0 ? (
        <NothingFound isFiltered={search !== ""} />
      ) : (
        <EstimateTable {...{ calls, timeZone }} readAt={new Date()} correct={correctAmount} />
      )}
    </ListPage>
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
