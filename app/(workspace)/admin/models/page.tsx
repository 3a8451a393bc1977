import { Tags } from "lucide-react";
import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { ModelTable } from "@/components/admin/models/model-table";
import { UsedModels } from "@/components/admin/models/used-models";
import { AddressNotice } from "@/components/ui/address-notice";
import { Alert } from "@/components/ui/alert";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { SearchForm } from "@/components/ui/search-form";
import { listModelPrices } from "@/lib/assistants";
import { requireAdminCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { misread, readPlace } from "../../misread";
import { filesOf } from "../files";
import { allow, cancel, forbid, restore, set } from "./actions";
import { allowMany, forbidMany, restoreMany } from "./bulk-actions";
import { readUsed } from "./read-used";

export const metadata: Metadata = { title: "Models" };

const ACTIONS = { set, restore, cancel, allowUnpriced: allow, forbidUnpriced: forbid };
const BULK = { restore: restoreMany, allowUnpriced: allowMany, forbidUnpriced: forbidMany };

type ModelsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ModelsPage({ searchParams }: ModelsPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const { q, after } = params;
  const text = typeof q === "string" ? q.slice(0, 100) : undefined;
  const cursor = readPlace(after, "model");
  const problem = misread(params, { q: text, after: cursor });
  const { models, nextCursor, unread } = await listModelPrices(ctx, { text, cursor });
  const isWhole = !text && !cursor;
  const used = isWhole ? await readUsed(ctx) : [];
  const timeZone = getEnv().ORG_TIME_ZONE;
  return (
    <>
      <AdminHeader
        title="Models"
        current="/admin/models"
        actions={<ExportMenu {...filesOf("/api/reports/models", { q: text })} />}
      />
      <div className="mx-auto w-full max-w-6xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={problem} />
        {unread.map((provider) => (
          <Alert key={provider} tone="warn">
            {provider} does not say which models it has: check its address and its key.
          </Alert>
        ))}
        <Card>
          <CardHeader
            title="Models and prices"
            description="In US dollars per 1M tokens. A model without a price is not called unless you allow it."
            actions={
              <SearchForm
                key={text}
                path="/admin/models"
                label="Search models"
                placeholder="Model or provider"
                text={text}
              />
            }
          />
          {models.length === 0 ? (
            <EmptyState icon={<Tags />} title={text ? `No model matches “${text}”` : "No model is offered"}>
              {text ? "Search for a part of a model’s name." : "Connect a provider, and its models are here."}
            </EmptyState>
          ) : (
            <ModelTable models={models} actions={ACTIONS} bulk={BULK} timeZone={timeZone} />
          )}
          <PageLinks
            path="/admin/models"
            keep={{ q: text }}
            cursor={cursor}
            nextCursor={nextCursor}
            className="mt-4"
          />
        </Card>
        {used.length > 0 && <UsedModels models={used} actions={ACTIONS} timeZone={timeZone} />}
      </div>
    </>
  );
}
