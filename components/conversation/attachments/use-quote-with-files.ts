import { useEffect, useState } from "react";
import { callAction } from "@/components/threads/call-action";
import type { Quote } from "@/lib/assistants/types";
import type { ConversationActions } from "../view";
import { readyIn } from "./draft-files";
import type { Attaching } from "./types";

export type QuotedGiven = {
  /** Of the next message without them. */
  quote: Quote | null;
  threadId: string | null;
  assistantId: string | undefined;
  model: string | undefined;
  getQuote: ConversationActions["getQuote"];
};

type Given = QuotedGiven & { files: readonly Attaching[] };

/** The quote of the next message with what is attached to it, whose tokens depend on the model. */
export function useQuoteWithFiles({
  quote,
  files,
  threadId,
  assistantId,
  model,
  getQuote,
}: Given): Quote | null {
  const [answer, setAnswer] = useState<{ to: string; quote: Quote | null } | null>(null);
  const ids = readyIn(files)
    .map(({ id }) => id)
    .join(" ");
  const asked = JSON.stringify([ids, threadId, assistantId, model, quote?.contextTokens]);

  useEffect(() => {
    if (!ids) return;
    let current = true;
    const attachmentIds = ids.split(" ");
    const input = {
      threadId,
      assistantId: threadId === null ? assistantId : undefined,
      model,
      attachmentIds,
    };
    void callAction(() => getQuote(input)).then((result) => {
      if (current) setAnswer({ to: asked, quote: result.ok ? result.data : null });
    });
    return () => {
      current = false;
    };
  }, [ids, asked, threadId, assistantId, model, getQuote]);

  if (!ids) return quote;
  return answer?.to === asked ? answer.quote : null;
}
