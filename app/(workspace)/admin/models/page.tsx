import { Tags } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { AdminHeader } from "@/components/admin/admin-header";
import { ModelSearch } from "@/components/admin/models/model-search";
import { ModelTable } from "@/components/admin/models/model-table";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { listModelPrices } from "@/lib/assistants";
import { requireAdminCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { allow, cancel, forbid, restore, set } from "./actions";

export const metadata: Metadata = { title: "Models" };

const ACTIONS = { set, restore, cancel, allowUnpriced: allow, forbidUnpriced: forbid };

type ModelsPageProps = { searchParams: Promise<{ q?: string | string[]; after?: string | string[] }> };

export default async function ModelsPage({ searchParams }: ModelsPageProps) {
  const ctx = await requireAdminCtx();
  const { q, after } = await searchParams;
  const text = typeof q === "string" ? q.slice(0, 100) : undefined;
  const cursor = typeof after === "string" ? after : undefined;
  const { models, nextCursor, unread } = await listModelPrices(ctx, { text, cursor });
  return (
    <>
      <AdminHeader title="Models" current="/admin/models" />
      <div className="mx-auto w-full max-w-6xl space-y-5 p-4 md:p-6">
        {unread.map((provider) => (
          <Alert key={provider} tone="warn">
            {provider} does not say which models it has: check its address and its key.
          </Alert>
        ))}
        <Card>
          <CardHeader
            title="Models and prices"
            description="In US dollars per 1M tokens. A model without a price is not called."
            actions={<ModelSearch key={text} text={text} />}
          />
          {models.length === 0 ? (
            <EmptyState icon={<Tags />} title={text ? `No model matches “${text}”` : "No model is offered"}>
              {text ? "Search for a part of a model’s name." : "Connect a provider, and its models are here."}
            </EmptyState>
          ) : (
            <ModelTable models={models} actions={ACTIONS} timeZone={getEnv().ORG_TIME_ZONE} />
          )}
          <Pages text={text} isFirst={!cursor} nextCursor={nextCursor} />
        </Card>
      </div>
    </>
  );
}

type PagesProps = { text: string | undefined; isFirst: boolean; nextCursor: string | null };

function Pages({ text, isFirst, nextCursor }: PagesProps) {
  if (isFirst && !nextCursor) return null;
  const page = (after?: string) =>
    `/admin/models?${new URLSearchParams({ ...(text ? { q: text } : {}), ...(after ? { after } : {}) })}` as Route;
  return (
    <nav aria-label="Pages" className="mt-4 flex justify-end gap-2">
      {!isFirst && (
        <Button asChild variant="outline" size="sm">
          <Link href={page()}>First page</Link>
        </Button>
      )}
      {nextCursor && (
        <Button asChild variant="outline" size="sm">
          <Link href={page(nextCursor)}>Next page</Link>
        </Button>
      )}
    </nav>
  );
}
