import { Bot } from "lucide-react";
import type { Metadata, Route } from "next";
import { AssistantTable } from "@/components/admin/assistants/assistant-table";
import { ListPage } from "@/components/admin/list-page";
import { SearchAndState } from "@/components/admin/search-and-state";
import { EmptyState } from "@/components/ui/empty-state";
import { listSharedAssistants } from "@/lib/assistants";
import { requireAdminCtx } from "@/lib/auth";
import { archiveAssistant, restoreAssistant } from "../../(chat)/assistants/actions";
import { misread, readPlace } from "../../misread";
import { filesOf } from "../files";
import { toSearch } from "../search";
import { archiveMany, restoreMany } from "./actions";
import { readFilter, toQuery } from "./query";

export const metadata: Metadata = { title: "Assistants" };

const PATH = "/admin/assistants" as Route;
const ACTIONS = { archive: archiveAssistant, restore: restoreAssistant };
const BULK = { archive: archiveMany, restore: restoreMany };
const STATES = [
  ["used", "In the gallery"],
  ["archived", "Archived"],
] as const;

type AssistantsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AdminAssistantsPage({ searchParams }: AssistantsPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const filter = readFilter(params);
  const cursor = readPlace(params.after, "name");
  const problem = misread(params, { ...filter, after: cursor });
  const { assistants, nextCursor } = await listSharedAssistants(ctx, { ...toQuery(filter), cursor });
  const search = toSearch(filter);
  return (
    <ListPage
      title="Assistants"
      current="/admin/assistants"
      file={filesOf("/api/reports/assistants", filter)}
      problem={problem}
      card={{
        title: "Shared assistants",
        description: "All that others than their makers see. A member’s own are not here.",
      }}
      filters={
        <SearchAndState
          key={search}
          path={PATH}
          filter={filter}
          label="Search assistants"
          placeholder="Name, or who made it"
          states={STATES}
        />
      }
      pages={{ path: PATH, keep: filter, cursor, nextCursor }}
    >
      {assistants.length === 0 ? (
        <NothingFound isFiltered={search !== ""} />
      ) : (
        <AssistantTable assistants={assistants} actions={ACTIONS} bulk={BULK} />
      )}
    </ListPage>
  );
}

function NothingFound({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState icon={<Bot />} title="No assistant matches">
      Search for a part of its name or of its maker’s, or show everything.
    </EmptyState>
  ) : (
    <EmptyState icon={<Bot />} title="No assistant is shared">
      Whoever makes one can share it with a department or with everyone.
    </EmptyState>
  );
}
