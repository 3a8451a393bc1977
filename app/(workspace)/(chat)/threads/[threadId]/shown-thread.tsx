import { factsOf, isSettled } from "@/components/conversation/facts";
import { Markdown } from "@/components/conversation/markdown";
import type { ShownMessage, ShownThread } from "@/components/conversation/view";
import type { MessageView, ThreadView } from "@/lib/assistants/types";
import { formatAbout } from "@/lib/money";

const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** A thread as the browser gets it: answers are rendered here, so that history costs it no Markdown code. */
export function toShownThread(thread: ThreadView): ShownThread {
  const { totals } = thread;
  const messages =
    totals.messages === 1 ? "1 message" : `${totals.messages.toLocaleString("en-US")} messages`;
  return {
    id: thread.id,
    title: thread.title,
    pinned: thread.pinned,
    archived: thread.archived,
    categoryId: thread.categoryId,
    assistant: thread.assistant,
    messages: thread.messages.map(toShownMessage),
    olderMessagesHidden: thread.olderMessagesHidden,
    totals: {
      size: `${messages} · ${compact.format(totals.tokens).toLowerCase()} tokens`,
      cost: formatAbout(totals.costPicoUsd, totals.costIsExact),
    },
    activeRunId: thread.activeRunId,
  };
}

function toShownMessage(message: MessageView): ShownMessage {
  if (message.role === "user") {
    return { id: message.id, role: "user", settled: true, content: message.content };
  }
  return {
    id: message.id,
    role: "assistant",
    settled: isSettled(message.run.status),
    content: message.content,
    body: <Markdown text={message.content} idPrefix={message.id} />,
    runId: message.run.id,
    facts: factsOf(message.run),
  };
}
