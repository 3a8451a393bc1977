import type { Metadata, Route } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { PastRequests } from "@/components/admin/requests/past-requests";
import { RequestList } from "@/components/admin/requests/request-list";
import { SearchAndState } from "@/components/admin/search-and-state";
import { AddressNotice } from "@/components/ui/address-notice";
import { Card, CardHeader } from "@/components/ui/card";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { requireAdminCtx } from "@/lib/auth";
import { listPastRequests, listRequests } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { misread, readPlace } from "../../misread";
import { filesOf } from "../files";
import { toSearch } from "../search";
import { approve, decline } from "./actions";
import { type RequestFilter, readFilter, toQuery } from "./query";

export const metadata: Metadata = { title: "Requests" };

const PATH = "/admin/requests" as Route;
const STATES = [
  ["approved", "Approved"],
  ["declined", "Declined"],
  ["withdrawn", "Withdrawn"],
  ["all", "Everything"],
] as const;

type RequestsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RequestsPage({ searchParams }: RequestsPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const filter = readFilter(params);
  const cursor = readPlace(params.after, "instant");
  const problem = misread(params, { ...filter, after: cursor });
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  const { list, nextCursor } = await readList(ctx, { filter, cursor, timeZone });
  const search = toSearch(filter);
  const order = filter.state ? "The newest comes first." : "The one that waits longest comes first.";
  return (
    <>
      <AdminHeader
        title="Requests"
        current="/admin/requests"
        actions={<ExportMenu {...filesOf("/api/reports/requests", filter)} />}
      />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={problem} />
        <Card>
          <CardHeader
            title="Requests for budget"
            description={`${order} Times are in the zone ${timeZone}.`}
          />
          <SearchAndState
            key={search}
            path={PATH}
            filter={filter}
            label="Search requests"
            placeholder="Member’s name or email"
            usual="Waiting"
            states={STATES}
          />
          {list}
          <PageLinks path={PATH} keep={filter} cursor={cursor} nextCursor={nextCursor} className="mt-4" />
        </Card>
      </div>
    </>
  );
}

type Asked = { filter: RequestFilter; cursor: string | undefined; timeZone: string };

async function readList(ctx: Ctx, { filter, cursor, timeZone }: Asked) {
  const now = new Date();
  if (filter.state) {
    const { requests, nextCursor } = await listPastRequests(ctx, { ...toQuery(filter), cursor });
    return { list: <PastRequests {...{ requests, timeZone, now }} />, nextCursor };
  }
  const { requests, nextCursor } = await listRequests(ctx, { text: filter.q, cursor });
  const actions = { approve, decline };
  const list = <RequestList {...{ requests, actions, timeZone, now }} searched={filter.q} />;
  return { list, nextCursor };
}
