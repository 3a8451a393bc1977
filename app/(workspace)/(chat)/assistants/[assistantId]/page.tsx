import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AssistantForm } from "@/components/assistants/assistant-form";
import { AssistantView } from "@/components/assistants/assistant-view";
import { assistantModelWords } from "@/components/assistants/words";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { getAssistant, listOwnModels } from "@/lib/assistants";
import type { Assistant } from "@/lib/assistants/types";
import { requireCtx } from "@/lib/auth";
import { isAppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { saveAssistant, weighInstructions } from "../actions";
import { readAssistantChoices } from "../choices";

type AssistantPageProps = { params: Promise<{ assistantId: string }> };

export async function generateMetadata({ params }: AssistantPageProps): Promise<Metadata> {
  const assistant = await find((await params).assistantId);
  return { title: assistant?.name ?? "Assistant not found" };
}

export default async function AssistantPage({ params }: AssistantPageProps) {
  const [ctx, assistant] = await Promise.all([requireCtx(), find((await params).assistantId)]);
  if (!assistant) notFound();
  return (
    <>
      <PageHeader title={assistant.name} beside={assistant.archived ? <Badge>Archived</Badge> : null} />
      <div className="mx-auto w-full max-w-3xl p-4 md:p-6">
        {assistant.mayChange ? (
          <Edit ctx={ctx} assistant={assistant} />
        ) : (
          <View ctx={ctx} assistant={assistant} />
        )}
      </div>
    </>
  );
}

type BodyProps = { ctx: Ctx; assistant: Assistant };

async function Edit({ ctx, assistant }: BodyProps) {
  const choices = await readAssistantChoices(ctx);
  return (
    <Card>
      <AssistantForm assistant={assistant} choices={choices} save={saveAssistant} weigh={weighInstructions} />
    </Card>
  );
}

async function View({ ctx, assistant }: BodyProps) {
  const models = await listOwnModels(ctx);
  return <AssistantView assistant={assistant} modelWords={assistantModelWords(assistant.model, models)} />;
}

const find = cache(async (assistantId: string): Promise<Assistant | null> => {
  const ctx = await requireCtx();
  return getAssistant(ctx, { assistantId }).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") return null;
    throw error;
  });
});
