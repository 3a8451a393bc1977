import { Bot, Plus } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { Gallery } from "@/components/assistants/gallery";
import { assistantModelWords } from "@/components/assistants/words";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PageLinks } from "@/components/ui/page-links";
import { Segmented } from "@/components/ui/segmented";
import { type AssistantQuery, listAssistants, listOwnModels } from "@/lib/assistants";
import { requireCtx } from "@/lib/auth";
import { archiveAssistant, restoreAssistant } from "./actions";

export const metadata: Metadata = { title: "Assistants" };

const PATH = "/assistants" as Route;
const ACTIONS = { archive: archiveAssistant, restore: restoreAssistant };
type Which = NonNullable<AssistantQuery["which"]>;
const SHOWN: Record<Which, string> = { all: "All", own: "Yours", archived: "Archived" };

const EMPTY: Record<Which, { title: string; words: string }> = {
  all: {
    title: "No assistant yet",
    words: "An assistant keeps instructions that you would otherwise write again in each thread.",
  },
  own: {
    title: "You have made none yet",
    words: "Make one for what you ask often. You can keep it to yourself or share it.",
  },
  archived: {
    title: "None of yours is archived",
    words: "An archived assistant is out of the gallery; threads that have it go on with it.",
  },
};

type AssistantsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AssistantsPage({ searchParams }: AssistantsPageProps) {
  const ctx = await requireCtx();
  const { show, after } = await searchParams;
  const which = show === "own" || show === "archived" ? show : "all";
  const cursor = typeof after === "string" ? after : undefined;
  const [{ assistants, nextCursor }, models] = await Promise.all([
    listAssistants(ctx, { which, cursor }),
    listOwnModels(ctx),
  ]);
  const shown = assistants.map((each) => ({ ...each, modelWords: assistantModelWords(each.model, models) }));
  return (
    <>
      <PageHeader title="Assistants" actions={<NewAssistantLink />} />
      <div className="mx-auto w-full max-w-6xl space-y-5 p-4 md:p-6">
        <Segmented label="Show assistants" segments={segmentsFor(which)} />
        {shown.length === 0 ? (
          <EmptyState icon={<Bot />} title={EMPTY[which].title}>
            {EMPTY[which].words}
          </EmptyState>
        ) : (
          <Gallery assistants={shown} actions={ACTIONS} />
        )}
        <PageLinks
          path={PATH}
          keep={{ show: which === "all" ? undefined : which }}
          cursor={cursor}
          nextCursor={nextCursor}
        />
      </div>
    </>
  );
}

function NewAssistantLink() {
  return (
    <Button asChild size="pill">
      <Link href={"/assistants/new" as Route}>
        <Plus aria-hidden />
        New assistant
      </Link>
    </Button>
  );
}

function segmentsFor(current: Which) {
  const all: Which[] = ["all", "own", "archived"];
  return all.map((which) => ({
    label: SHOWN[which],
    href: (which === "all" ? PATH : `${PATH}?show=${which}`) as Route,
    current: which === current,
  }));
}
