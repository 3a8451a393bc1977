"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { BudgetBrief } from "@/components/shell/budget-words";
import { callAction } from "@/components/threads/call-action";
import { Button } from "@/components/ui/button";
import type { AttachmentView, ModelOption, Quote } from "@/lib/assistants/types";
import { EditedFiles } from "./attachments/edited-files";
import { composerWords } from "./budget-check";
import { TEXT_LENGTH_MAX } from "./composer";
import { growWhereCssCannot, isSendKey } from "./typing";
import { keepEdited } from "./use-editing";
import type { Edited } from "./use-message-acts";
import type { ConversationActions } from "./view";

export type QuestionEditorProps = {
  threadId: string;
  messageId: string;
  text: string;
  attached: readonly AttachmentView[];
  /** The one that will answer. */
  model: ModelOption | undefined;
  models: ModelOption[];
  budget: BudgetBrief | null;
  /** False while an answer is being written. */
  canSend: boolean;
  getQuote: ConversationActions["getQuote"];
  onSend: (edited: Edited) => void;
  onCancel: () => void;
};

/** A message being written again, in its own place. */
export function QuestionEditor(props: QuestionEditorProps) {
  const { canSend, models, budget, onCancel } = props;
  const [text, setText] = useState(props.text);
  const [attached, setAttached] = useState(props.attached);
  const quote = useQuoteOfEdit({ ...props, attached });
  const input = useFocusAtEnd();
  const words = quote && composerWords(quote, text, { budget, models, running: false });
  const isTooLong = text.length > TEXT_LENGTH_MAX;
  const mayGo = canSend && (text.trim() !== "" || attached.length > 0) && !isTooLong;

  function send() {
    if (mayGo) props.onSend({ text: text.trim(), attached, quote });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && !event.nativeEvent.isComposing) {
      event.stopPropagation();
      onCancel();
    }
    if (!isSendKey(event)) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="w-full rounded-card border border-line bg-panel px-3.5 pt-3 pb-2.5 focus-within:border-edge"
    >
      {attached.length > 0 && (
        <EditedFiles
          files={attached}
          onRemove={(removed) => {
            const rest = attached.filter(({ id }) => id !== removed.id);
            setAttached(rest);
            keepEdited(props.threadId, { attached: rest });
            input.current?.focus();
          }}
        />
      )}
      <textarea
        ref={input}
        aria-label="Edit what you wrote"
        aria-describedby={`${props.messageId}-quote`}
        rows={1}
        value={text}
        enterKeyHint="send"
        onChange={(event) => {
          setText(event.target.value);
          keepEdited(props.threadId, { text: event.target.value });
          growWhereCssCannot(event.target);
        }}
        onKeyDown={onKeyDown}
        className="field-sizing-content block max-h-[40dvh] min-h-[1.55em] w-full resize-none overflow-y-auto bg-transparent px-0.5 outline-none"
      />
      <div className="mt-2.5 flex items-center justify-end gap-2">
        <p id={`${props.messageId}-quote`} className="mr-1 min-w-0 text-right text-muted text-xs">
          {isTooLong ? "Too long: send it in parts" : words?.most}
        </p>
        <Button variant="outline" size="sm" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" size="sm" aria-label="Send the edited version" disabled={!mayGo}>
          Send
        </Button>
      </div>
    </form>
  );
}

/** What is sent before it is less than before the next message, so it has a quote of its own. */
function useQuoteOfEdit(props: QuestionEditorProps): Quote | null {
  const { threadId, messageId, attached, model, getQuote } = props;
  const [quote, setQuote] = useState<Quote | null>(null);
  const modelId = model?.id;
  const files = attached.map(({ id }) => id).join(" ");

  useEffect(() => {
    let current = true;
    const attachmentIds = files ? files.split(" ") : [];
    const asked = { threadId, model: modelId, editedId: messageId, attachmentIds };
    void callAction(() => getQuote(asked)).then((result) => {
      if (current) setQuote(result.ok ? result.data : null);
    });
    return () => {
      current = false;
    };
  }, [threadId, messageId, modelId, files, getQuote]);
  return quote;
}

function useFocusAtEnd() {
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const textarea = input.current;
    if (!textarea) return;
    textarea.focus();
    textarea.setSelectionRange(textarea.value.length, textarea.value.length);
    growWhereCssCannot(textarea);
  }, []);
  return input;
}
