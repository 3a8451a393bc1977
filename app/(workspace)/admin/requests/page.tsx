import type { Metadata, Route } from "next";
import { ListPage } from "@/components/admin/list-page";
import { PastRequests } from "@/components/admin/requests/past-requests";
import { RequestList } from "@/components/admin/requests/request-list";
import { SearchAndState } from "@/components/admin/search-and-state";
import { requireAdminCtx } from "@/lib/auth";
import { listPastRequests, listRequests } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { misread, readPlace } from "../../misread";
import { filesOf } from "../files";
import { toSearch } from "../search";
import { approve, decline } from "./actions";
import { markRequests } from "./mark";
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
    <ListPage
      title="Requests"
      current="/admin/requests"
      file={filesOf("/api/reports/requests", filter)}
      problem={problem}
      card={{ title: "Requests for budget", description: `${order} Times are in the zone ${timeZone}.` }}
      filters={
        <SearchAndState
          key={search}
          path={PATH}
          filter={filter}
          label="Search requests"
          placeholder="Member’s name or email"
          usual="Waiting"
          states={STATES}
        />
      }
      pages={{ path: PATH, keep: filter, cursor, nextCursor }}
    >
      {list}
    </ListPage>
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
  const marked = await markRequests(ctx, requests);
  const actions = { approve, decline };
  const list = <RequestList {...{ actions, timeZone, now }} requests={marked} searched={filter.q} />;
  return { list, nextCursor };
}
