import { Card, CardHeader } from "@/components/ui/card";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { RunFilters } from "@/components/usage/runs/run-filters";
import { RunList } from "@/components/usage/runs/run-list";
import type { SignedInCtx } from "@/lib/auth";
import { listUsageRuns, type MemberMonth } from "@/lib/reports";
import { getRun } from "./actions";
import { filterParams, hrefOf, paramsOf, type UsageAddress } from "./address";

type RunsCardProps = { ctx: SignedInCtx; month: MemberMonth; address: UsageAddress };

/** The runs of the month, narrowed and paged by the address. */
export async function RunsCard({ ctx, month, address }: RunsCardProps) {
  const { filter, cursor } = address;
  const named = address.month ? { month: address.month } : {};
  const { runs, nextCursor } = await listUsageRuns(ctx, { ...named, ...filter, cursor });
  const filters = filterParams(filter);
  const keep = { ...named, ...paramsOf(address) };
  const query = new URLSearchParams({ month: month.span.month, ...filters });
  const file = "/api/reports/usage?of=runs";
  return (
    <Card id="runs">
      <CardHeader
        title="Runs"
        description="Everything you were charged for, the newest first. Open a run for the formula of its cost."
        actions={
          <ExportMenu of="the runs" csv={`${file}&${query}`} pdf={`${file}&${query}&as=pdf`} size="sm" />
        }
      />
      <RunFilters
        key={JSON.stringify(filter)}
        filter={filter}
        month={month}
        keep={keep}
        clearHref={hrefOf({ ...address, filter: {}, cursor: undefined })}
      />
      <RunList
        runs={runs}
        timeZone={month.span.timeZone}
        load={getRun}
        isFiltered={Object.values(filter).some(Boolean)}
      />
      <PageLinks
        path="/usage"
        keep={{ ...keep, ...filters }}
        cursor={cursor}
        nextCursor={nextCursor}
        label="Pages of runs"
        scroll={false}
        className="mt-4"
      />
    </Card>
  );
}
