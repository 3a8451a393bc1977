import { factsOf, factsOfImported, isSettled } from "@/components/conversation/facts";
import { Markdown } from "@/components/conversation/markdown";
import { NO_HOSTS } from "@/components/conversation/markdown-base";
import type { ShownMessage, ShownThread } from "@/components/conversation/view";
import { titleOf } from "@/components/threads/title";
import type { MessageView, ThreadView } from "@/lib/assistants/types";
import type { ThreadLimit } from "@/lib/budgets/types";
import { formatAbout, formatExactUsd, formatUsd } from "@/lib/money";

const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

type Surroundings = { limit: ThreadLimit | null; imageHosts: readonly string[] };

/** A thread as the browser gets it: answers are rendered here, so that history costs it no Markdown code. */
export function toShownThread(thread: ThreadView, { limit, imageHosts }: Surroundings): ShownThread {
  const { totals } = thread;
  const messages =
    totals.messages === 1 ? "1 message" : `${totals.messages.toLocaleString("en-US")} messages`;
  return {
    id: thread.id,
    title: titleOf(thread),
    temporary: thread.temporary,
    pinned: thread.pinned,
    archived: thread.archived,
    categoryId: thread.categoryId,
    assistant: thread.assistant,
    messages: thread.messages.map((message) => toShownMessage(message, imageHosts)),
    olderMessagesHidden: thread.olderMessagesHidden,
    totals: {
      size: `${messages} · ${compact.format(totals.tokens).toLowerCase()} tokens`,
      cost: costWords(totals, limit),
    },
    activeRunId: thread.activeRunId,
  };
}

/** A merged thread's limit counts what is said in it since, not what its parts have cost before. */
function costWords({ costPicoUsd, costIsExact }: ThreadView["totals"], limit: ThreadLimit | null): string {
  const cost = formatAbout(costPicoUsd, costIsExact);
  if (!limit) return cost;
  const most = formatExactUsd(limit.limit);
  return limit.spent === costPicoUsd ? `${cost} of ${most}` : `${cost}, ${formatUsd(limit.spent)} of ${most}`;
}

function toShownMessage(message: MessageView, imageHosts: readonly string[]): ShownMessage {
  if (message.role === "user") {
    const { id, content, attachments, branch } = message;
    return { id, role: "user", settled: true, content, attachments, branch };
  }
  const facts = message.run ? factsOf(message.run) : factsOfImported(message.imported);
  const settled = isSettled(facts.status);
  return {
    id: message.id,
    branch: message.branch,
    role: "assistant",
    settled,
    content: message.content,
    // What is still being written may end in the middle of a picture's address.
    body: (
      <Markdown text={message.content} idPrefix={message.id} imageHosts={settled ? imageHosts : NO_HOSTS} />
    ),
    runId: message.run?.id ?? null,
    facts,
    rated: message.rated,
  };
}
