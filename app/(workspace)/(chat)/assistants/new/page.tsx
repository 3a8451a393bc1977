import type { Metadata } from "next";
import { AssistantForm } from "@/components/assistants/assistant-form";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requireCtx } from "@/lib/auth";
import { saveAssistant, weighInstructions } from "../actions";
import { readAssistantChoices } from "../choices";

export const metadata: Metadata = { title: "New assistant" };

export default async function NewAssistantPage() {
  const choices = await readAssistantChoices(await requireCtx());
  return (
    <>
      <PageHeader title="New assistant" />
      <div className="mx-auto w-full max-w-3xl p-4 md:p-6">
        <Card>
          <AssistantForm assistant={null} choices={choices} save={saveAssistant} weigh={weighInstructions} />
        </Card>
      </div>
    </>
  );
}
