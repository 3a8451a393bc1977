import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { ProvidersCard } from "@/components/admin/providers/providers-card";
import { ExportMenu } from "@/components/ui/export-menu";
import { requireAdminCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { bookNamesOf } from "@/lib/pricing";
import { listProviderCards } from "@/lib/provider-keys";
import { filesOf } from "../files";
import { add, pause, remove, replace, restore, resume, test } from "./actions";

export const metadata: Metadata = { title: "Providers" };

const ACTIONS = { add, replace, pause, resume, remove, restore, test };

export default async function ProvidersPage() {
  const providers = await listProviderCards(await requireAdminCtx());
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  const books = Object.fromEntries(providers.map(({ name }) => [name, bookNamesOf(name)]));
  return (
    <>
      <AdminHeader
        title="Providers"
        current="/admin/providers"
        actions={<ExportMenu {...filesOf("/api/reports/providers")} />}
      />
      <div className="mx-auto w-full max-w-5xl p-4 md:p-6">
        <ProvidersCard providers={providers} books={books} timeZone={timeZone} actions={ACTIONS} />
      </div>
    </>
  );
}
