import { useEffect, useState } from "react";
import { callAction } from "@/components/threads/call-action";
import type { ModelOption, Quote, ThreadAssistant } from "@/lib/assistants/types";
import { type ConversationActions, findModel } from "./view";

type Given = {
  models: ModelOption[];
  quote: Quote | null;
  threadId: string | null;
  assistant: ThreadAssistant | null;
  getQuote: ConversationActions["getQuote"];
};

/** Kept while the page lives: a new thread is answered by the model that was picked last. */
let pickedLast: string | null = null;

/** The chosen model and its quote; another model's quote is asked for when it is picked and after each answer. */
export function useModel({ models, quote, threadId, assistant, getQuote }: Given) {
  const [picked, setPicked] = useState<string | null>(assistant?.model ? null : pickedLast);
  const [other, setOther] = useState<{ for: Quote | null; quote: Quote | null } | null>(null);
  const standard = (quote && findModel(quote.model, models)) ?? models[0];
  const chosen = models.find((option) => option.id === picked) ?? standard;
  const needsOwnQuote = chosen !== undefined && chosen !== standard;
  const wanted = needsOwnQuote ? chosen.id : null;
  const assistantId = threadId === null ? assistant?.id : undefined;

  useEffect(() => {
    if (wanted === null) return;
    let current = true;
    void callAction(() => getQuote({ threadId, assistantId, model: wanted })).then((result) => {
      if (current) setOther({ for: quote, quote: result.ok ? result.data : null });
    });
    return () => {
      current = false;
    };
  }, [wanted, threadId, assistantId, quote, getQuote]);

  /** Null: whichever the thread, its assistant or the plan begin with. */
  function pick(id: string | null) {
    pickedLast = id;
    setOther(null);
    setPicked(id);
  }
  return { model: chosen, quote: needsOwnQuote ? (other?.quote ?? null) : quote, pick };
}
