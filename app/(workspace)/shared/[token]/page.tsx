import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Markdown } from "@/components/conversation/markdown";
import { ContinueButton } from "@/components/shared/continue-button";
import { SharedConversation } from "@/components/shared/shared-conversation";
import { PageHeader } from "@/components/ui/page-header";
import { getSharedThread } from "@/lib/assistants";
import type { SharedThread } from "@/lib/assistants/types";
import { requireCtx } from "@/lib/auth";
import { isAppError } from "@/lib/errors";
import { currentImageHosts } from "@/lib/org";
import { continueShared } from "../../(chat)/share-actions";
import { instantWords } from "../../(chat)/shown-share";

type SharedPageProps = { params: Promise<{ token: string }> };

const robots = { index: false, follow: false };

export async function generateMetadata({ params }: SharedPageProps): Promise<Metadata> {
  const shared = await findShared((await params).token);
  return { title: shared?.title ?? "Not shared", robots };
}

export default async function SharedPage({ params }: SharedPageProps) {
  const { token } = await params;
  const shared = await findShared(token);
  if (!shared) notFound();
  const imageHosts = await currentImageHosts();
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={shared.title}
        actions={<ContinueButton onContinue={continueShared} token={token} />}
      />
      <SharedConversation
        sharedBy={shared.isOwn ? "You" : shared.sharedBy}
        about={`${shared.isOwn ? "You" : shared.sharedBy} shared this on ${instantWords(shared.sharedAt)}. It can be read here and not be written in.`}
        isCut={shared.isCut}
        messages={shared.messages.map((message, place) =>
          message.role === "user"
            ? { ...message, body: null }
            : {
                ...message,
                body: (
                  <Markdown text={message.content} idPrefix={`shared-${place}`} imageHosts={imageHosts} />
                ),
              },
        )}
      />
    </div>
  );
}

const findShared = cache(async (token: string): Promise<SharedThread | null> => {
  return getSharedThread(await requireCtx(), { token }).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") return null;
    throw error;
  });
});
