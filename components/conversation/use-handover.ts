import { useLayoutEffect } from "react";
import { type Exchanges, keysOfFinished, keysOfStored, newExchange } from "./exchanges";
import { addExchange, markStored, removeExchanges } from "./live-threads";
import type { ShownThread } from "./view";

/** Takes up a run that goes on at the server, and lets go of those whose answers have arrived on the page. */
export function useHandover(slot: string, thread: ShownThread | null, exchanges: Exchanges) {
  useLayoutEffect(() => {
    if (!thread) return;
    const stored = new Map(thread.messages.map((message) => [message.id, message]));
    markStored(slot, keysOfStored(exchanges, stored));
    removeExchanges(slot, keysOfFinished(exchanges, stored));

    const runId = thread.activeRunId;
    if (!runId || exchanges.some(({ started }) => started?.runId === runId)) return;
    const answer = thread.messages.find((message) => message.role === "assistant" && message.runId === runId);
    if (answer?.role !== "assistant") return;
    addExchange(
      slot,
      newExchange({
        key: runId,
        model: answer.facts.model,
        assistantName: answer.facts.assistantName,
        text: answer.content,
        started: { runId, userMessageId: "", answerMessageId: answer.id },
      }),
    );
  }, [slot, thread, exchanges]);
}
