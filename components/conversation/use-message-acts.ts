import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { AttachmentView, Branch, Quote } from "@/lib/assistants/types";
import type { ShownItem } from "./exchanges";
import { loadQuestionEditor } from "./load-question-editor";
import type { MessageActs } from "./message-list";
import { type Editing, setEditing, useEditing } from "./use-editing";
import { forgetMessageInAddress } from "./use-message-in-address";
import type { useRuns } from "./use-runs";
import type { ShownMessage } from "./view";

type Given = {
  items: ShownItem<ShownMessage>[];
  runs: ReturnType<typeof useRuns>;
  input: RefObject<HTMLTextAreaElement | null>;
  /** Goes to the branch of a message. */
  onChoose: (messageId: string) => void;
};

/** A message as it was written again. */
export type Edited = { text: string; attached: readonly AttachmentView[]; quote: Quote | null };

/** What is done with the messages of a thread, and the one that is being edited. */
export function useMessageActs({ items, runs, input, onChoose }: Given) {
  const { thread } = runs;
  const editing = useEditing(thread);

  const find = (messageId: string) => items.find(({ id }) => id === messageId);

  async function edit(messageId: string, by: Editing["by"]) {
    const item = find(messageId);
    if (!item) return;
    await loadQuestionEditor();
    setEditing(thread, { messageId, text: textOf(item), attached: attachedOf(item), by });
  }

  function cancelEdit() {
    if (editing?.by === "composer") input.current?.focus();
    setEditing(thread, null);
  }

  async function sendEdit({ text, attached, quote }: Edited) {
    if (!editing) return;
    const branch = nextVersion(find(editing.messageId));
    begin();
    setEditing(thread, null);
    // What was written is not lost where the server does not take it.
    if (!(await runs.edit(editing.messageId, { text, attached, quote, branch })))
      setEditing(thread, { ...editing, text, attached });
  }

  function begin() {
    input.current?.focus();
    forgetMessageInAddress();
  }

  const acts = useSteady({
    edit: (messageId) => void edit(messageId, "button"),
    retry: (answerId, withModel) => {
      begin();
      void runs.retry(answerId, { withModel, branch: nextVersion(find(answerId)) });
    },
    goOn: (answerId) => {
      const answer = find(answerId);
      begin();
      if (answer) void runs.goOn(answerId, { begun: textOf(answer), branch: branchOf(answer) });
    },
    choose: (messageId) => {
      forgetMessageInAddress();
      onChoose(messageId);
    },
  });
  const last = items.findLast(isQuestion);
  const editLast = last ? () => void edit(last.id, "composer") : null;
  return { acts, editing, editLast, cancelEdit, sendEdit };
}

/** The same functions from one render to the next, so that messages need not be rendered again for them. */
function useSteady(acts: MessageActs): MessageActs {
  const latest = useRef(acts);
  useLayoutEffect(() => {
    latest.current = acts;
  });
  const [steady] = useState<MessageActs>(() => ({
    edit: (messageId) => latest.current.edit(messageId),
    retry: (answerId, model) => latest.current.retry(answerId, model),
    goOn: (answerId) => latest.current.goOn(answerId),
    choose: (messageId) => latest.current.choose(messageId),
  }));
  return steady;
}

/** A message of the member's that the server has. */
function isQuestion(item: ShownItem<ShownMessage>): boolean {
  if (item.kind === "stored") return item.message.role === "user";
  return item.kind === "question" && item.exchange.started !== null;
}

function branchOf(item: ShownItem<ShownMessage>): Branch | null {
  return item.kind === "stored" ? item.message.branch : item.exchange.branch;
}

/** Where a new version of a message will stand: after all there are. */
function nextVersion(item: ShownItem<ShownMessage> | undefined): Branch | null {
  if (!item) return null;
  const count = (branchOf(item)?.count ?? 1) + 1;
  return { index: count, count, previousId: item.id, nextId: null };
}

function attachedOf(item: ShownItem<ShownMessage>): readonly AttachmentView[] {
  if (item.kind === "question") return item.exchange.attached;
  return item.kind === "stored" && item.message.role === "user" ? item.message.attachments : [];
}

function textOf(item: ShownItem<ShownMessage>): string {
  if (item.kind === "stored") return item.message.content;
  return item.kind === "question" ? item.text : item.exchange.text;
}
