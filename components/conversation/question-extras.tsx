import { BookmarkPlus, TextQuote } from "lucide-react";
import type { ComponentProps } from "react";
import { useMessageTools } from "./message-tools";

/** What can be done about a question, shown where it is pointed at or focused. */
export function QuestionExtras({ text }: { text: string }) {
  const acts = useMessageTools();
  if (!acts) return null;
  return (
    <>
      <Extra label="Save as prompt" onClick={() => acts.saveAsPrompt(text)}>
        <BookmarkPlus aria-hidden className="size-3.5" />
      </Extra>
      <Extra label="Quote this message" onClick={() => acts.quote(text)}>
        <TextQuote aria-hidden className="size-3.5" />
      </Extra>
    </>
  );
}

function Extra({ label, ...button }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted opacity-0 transition-opacity hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
      {...button}
    />
  );
}
