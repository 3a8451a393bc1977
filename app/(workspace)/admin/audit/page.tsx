import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { AuditFilters } from "@/components/admin/audit/audit-filters";
import { AuditList } from "@/components/admin/audit/audit-list";
import { ChainCard } from "@/components/admin/audit/chain-card";
import { AddressNotice } from "@/components/ui/address-notice";
import { Card, CardHeader } from "@/components/ui/card";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { type AuditRow, listAudit } from "@/lib/audit";
import { requireAdminCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { misread, readId, readPlace } from "../../misread";
import { filesOf } from "../files";
import { toSearch } from "../search";
import { verify } from "./actions";
import { readFilter, toQuery } from "./query";

export const metadata: Metadata = { title: "Audit" };

const PATH = "/admin/audit";

type AuditPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const filter = readFilter(params);
  const cursor = readPlace(params.after, "sequence");
  const problem = misread(params, { ...filter, person: readId(params.person), after: cursor });
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  const { rows, nextCursor } = await listAudit(ctx, { ...toQuery(filter), cursor });
  return (
    <>
      <AdminHeader
        title="Audit"
        current={PATH}
        actions={<ExportMenu {...filesOf("/api/reports/audit", filter)} />}
      />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={problem} />
        <ChainCard verify={verify} />
        <Card>
          <CardHeader
            title="What was done"
            description={`The newest first. Nothing can be changed or deleted here. Times are in the zone ${timeZone}.`}
          />
          <AuditFilters key={toSearch(filter)} filter={filter} personName={actorOf(rows)} />
          <AuditList rows={rows} timeZone={timeZone} filtered={toSearch(filter) !== ""} />
          <PageLinks path={PATH} keep={filter} cursor={cursor} nextCursor={nextCursor} className="mt-4" />
        </Card>
      </div>
    </>
  );
}

/** Whose acts these are, where they are asked for by person. */
function actorOf([row]: AuditRow[]): string | null {
  return row && "name" in row.who ? row.who.name : null;
}
