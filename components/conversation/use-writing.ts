import { type RefObject, useCallback } from "react";
import { withQuote } from "./blockquote";
import { useDraft } from "./use-draft";

/** The draft of a thread and what is done with it; `input` is where it is written. */
export function useWriting(thread: string, input: RefObject<HTMLTextAreaElement | null>) {
  const [text, setText] = useDraft(thread);

  /** Gets what was refused back before what was typed since. */
  function giveBack(refused: string) {
    const typedSince = input.current?.value.trim() ?? "";
    setText(typedSince ? `${refused}\n\n${typedSince}` : refused);
  }

  /** Empties the draft and answers what was in it. */
  function take(): string {
    setText("");
    input.current?.focus();
    return text.trim();
  }

  /** Puts words where the cursor is, or at the end. */
  function insert(words: string) {
    const { value = "", selectionStart = value.length, selectionEnd = value.length } = input.current ?? {};
    setText(value.slice(0, selectionStart) + words + value.slice(selectionEnd));
    input.current?.focus();
  }

  function begin(prompt: string) {
    setText(prompt);
    input.current?.focus();
  }

  const quoteInto = useCallback(
    (quoted: string) => {
      setText(withQuote(input.current?.value ?? "", quoted));
      focusEnd(input.current);
    },
    [setText, input],
  );

  return { text, setText, giveBack, take, insert, begin, quoteInto };
}

/** The words that were just put there are on the page a frame later. */
function focusEnd(input: HTMLTextAreaElement | null) {
  input?.focus();
  requestAnimationFrame(() => {
    if (!input) return;
    input.setSelectionRange(input.value.length, input.value.length);
    input.scrollTop = input.scrollHeight;
  });
}
