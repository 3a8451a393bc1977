import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { RequestList } from "@/components/admin/requests/request-list";
import { Card, CardHeader } from "@/components/ui/card";
import { PageLinks } from "@/components/ui/page-links";
import { requireAdminCtx } from "@/lib/auth";
import { listRequests } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { approve, decline } from "./actions";

export const metadata: Metadata = { title: "Requests" };

const PATH = "/admin/requests";

type RequestsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RequestsPage({ searchParams }: RequestsPageProps) {
  const ctx = await requireAdminCtx();
  const { after } = await searchParams;
  const cursor = typeof after === "string" ? after : undefined;
  const { requests, nextCursor } = await listRequests(ctx, { cursor });
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  return (
    <>
      <AdminHeader title="Requests" current={PATH} />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <Card>
          <CardHeader
            title="Requests for budget"
            description={`The one that waits longest comes first. Times are in the zone ${timeZone}.`}
          />
          <RequestList
            requests={requests}
            actions={{ approve, decline }}
            timeZone={timeZone}
            now={new Date()}
          />
          <PageLinks path={PATH} cursor={cursor} nextCursor={nextCursor} className="mt-4" />
        </Card>
      </div>
    </>
  );
}
