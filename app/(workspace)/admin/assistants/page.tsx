import { Bot } from "lucide-react";
import type { Metadata, Route } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { AssistantTable } from "@/components/admin/assistants/assistant-table";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageLinks } from "@/components/ui/page-links";
import { listSharedAssistants } from "@/lib/assistants";
import { requireAdminCtx } from "@/lib/auth";
import { archiveAssistant, restoreAssistant } from "../../(chat)/assistants/actions";

export const metadata: Metadata = { title: "Assistants" };

const ACTIONS = { archive: archiveAssistant, restore: restoreAssistant };

type AssistantsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AdminAssistantsPage({ searchParams }: AssistantsPageProps) {
  const ctx = await requireAdminCtx();
  const { after } = await searchParams;
  const cursor = typeof after === "string" ? after : undefined;
  const { assistants, nextCursor } = await listSharedAssistants(ctx, { cursor });
  return (
    <>
      <AdminHeader title="Assistants" current="/admin/assistants" />
      <div className="mx-auto w-full max-w-5xl p-4 md:p-6">
        <Card>
          <CardHeader
            title="Shared assistants"
            description="All that others than their makers see. A member’s own are not here."
          />
          {assistants.length === 0 ? (
            <EmptyState icon={<Bot />} title="No assistant is shared">
              Whoever makes one can share it with a department or with everyone.
            </EmptyState>
          ) : (
            <AssistantTable assistants={assistants} actions={ACTIONS} />
          )}
          <PageLinks
            path={"/admin/assistants" as Route}
            cursor={cursor}
            nextCursor={nextCursor}
            className="mt-4"
          />
        </Card>
      </div>
    </>
  );
}
