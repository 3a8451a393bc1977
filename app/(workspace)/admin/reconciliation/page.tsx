import { Scale } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import { AdminHeader } from "@/components/admin/admin-header";
import { FetchCostsForm, ReadCostsForm } from "@/components/admin/finance/costs-forms";
import { DayField } from "@/components/admin/finance/export-forms";
import { ReconciliationTable } from "@/components/admin/finance/reconciliation-table";
import { AddressNotice } from "@/components/ui/address-notice";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { requireAdminCtx } from "@/lib/auth";
import { findCostSource, getReconciliation, lastUtcDays, listBilledProviders } from "@/lib/finance";
import { listAddedProviders } from "@/lib/provider-keys";
import { misread } from "../../misread";
import { fetchProviderCosts, readCosts } from "./actions";
import { readAddress, refusedDays } from "./address";

export const metadata: Metadata = { title: "Reconciliation" };

const PATH = "/admin/reconciliation";

type ReconciliationPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What the provider charged beside what Purser computed. */
export default async function ReconciliationPage({ searchParams }: ReconciliationPageProps) {
  const ctx = await requireAdminCtx();
  const last = lastUtcDays();
  const providers = await listBilledProviders(ctx, last);
  const params = await searchParams;
  const address = readAddress(params, { ...last, provider: providers[0] ?? "openai" });
  const found = await getReconciliation(ctx, address);
  const { provider, from, to } = address;
  const refused = refusedDays(params, last);
  const typed = refused ?? address;
  const known = params.provider === provider ? provider : undefined;
  // Days that are refused have a sentence of their own.
  const unknown = misread(params, { provider: known, from, to });
  const problem = [refused?.why, unknown].filter(Boolean).join(" ") || null;
  const source = findCostSource(provider, await listAddedProviders(ctx));
  const file = `/api/reports/reconciliation?${new URLSearchParams({ provider, from, to })}`;
  return (
    <>
      <AdminHeader title="Reconciliation" current="/admin/reports" />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={problem} />
        <Card>
          <CardHeader
            title="Computed beside billed"
            description="At most 31 days. They are days in UTC, as providers count them; other pages have days of the organisation’s zone."
            actions={found.rows.length > 0 && <ExportMenu csv={file} pdf={`${file}&as=pdf`} size="sm" />}
          />
          <Form
            key={`${provider} ${typed.from} ${typed.to}`}
            action={PATH}
            className="mb-5 flex flex-wrap items-end gap-3"
          >
            <Field label="Provider">
              {(control) => (
                <Select {...control} name="provider" defaultValue={provider} className="w-44">
                  {[...new Set([provider, ...providers])].map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </Select>
              )}
            </Field>
            <DayField label="First day" name="from" day={typed.from} last={last.to} />
            <DayField label="Last day" name="to" day={typed.to} last={last.to} />
            <Button type="submit" variant="outline">
              Compare
            </Button>
          </Form>
          {found.rows.length === 0 ? (
            <EmptyState icon={<Scale />} title="Nothing on these days">
              Neither calls nor costs of {provider} are known. Choose other days, or read its costs below.
            </EmptyState>
          ) : (
            <ReconciliationTable found={found} />
          )}
        </Card>
        <Card>
          <CardHeader
            title={`What ${provider} charged`}
            description="What is read replaces what was read of the same days before."
          />
          {source && "refusal" in source && <Alert className="mb-5">{source.refusal}</Alert>}
          {source && !("refusal" in source) && (
            <FetchCostsForm
              key={`${provider} ${from} ${to}`}
              {...{ provider, from, to }}
              fetchCosts={fetchProviderCosts}
            />
          )}
          <ReadCostsForm key={provider} provider={provider} read={readCosts} />
        </Card>
      </div>
    </>
  );
}
