import { TextQuote } from "lucide-react";
import { useMessageTools } from "./message-tools";

/** What can be done about a question, shown where it is pointed at or focused. */
export function QuestionExtras({ text }: { text: string }) {
  const acts = useMessageTools();
  if (!acts) return null;
  return (
    <button
      type="button"
      aria-label="Quote this message"
      title="Quote this message"
      onClick={() => acts.quote(text)}
      className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted opacity-0 transition-opacity hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
    >
      <TextQuote aria-hidden className="size-3.5" />
    </button>
  );
}
