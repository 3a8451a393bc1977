import type { Metadata, Route } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { ProvidersCard } from "@/components/admin/providers/providers-card";
import { SearchAndState } from "@/components/admin/search-and-state";
import { AddressNotice } from "@/components/ui/address-notice";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { requireAdminCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { bookNamesOf } from "@/lib/pricing";
import { listProviderPage } from "@/lib/provider-keys";
import { misread, readPlace } from "../../misread";
import { filesOf } from "../files";
import { toSearch } from "../search";
import { add, pause, remove, replace, restore, resume, test } from "./actions";
import { pauseMany, resumeMany } from "./bulk-actions";
import { providerParams, readProviderFilter } from "./query";

export const metadata: Metadata = { title: "Providers" };

const ACTIONS = { add, replace, pause, resume, remove, restore, test };

const BULK = { pause: pauseMany, resume: resumeMany };
const PATH = "/admin/providers" as Route;
const STATES = [
  ["used", "In use"],
  ["paused", "Paused"],
  ["failing", "Failing"],
] as const;

type ProvidersPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ProvidersPage({ searchParams }: ProvidersPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const filter = readProviderFilter(params);
  const kept = providerParams(filter);
  const cursor = readPlace(params.after, "instant");
  const problem = misread(params, { ...kept, after: cursor });
  const { providers, nextCursor } = await listProviderPage(ctx, { ...filter, cursor });
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  const books = Object.fromEntries(providers.map(({ name }) => [name, bookNamesOf(name)]));
  return (
    <>
      <AdminHeader
        title="Providers"
        current="/admin/providers"
        actions={<ExportMenu {...filesOf("/api/reports/providers", kept)} />}
      />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={problem} />
        <ProvidersCard
          {...{ providers, books, timeZone }}
          actions={ACTIONS}
          bulk={BULK}
          isFiltered={toSearch(kept) !== ""}
          filters={
            <SearchAndState
              key={toSearch(kept)}
              path={PATH}
              filter={kept}
              label="Search providers"
              placeholder="Name or address"
              states={STATES}
            />
          }
          pages={
            <PageLinks path={PATH} keep={kept} cursor={cursor} nextCursor={nextCursor} className="mt-7" />
          }
        />
      </div>
    </>
  );
}
