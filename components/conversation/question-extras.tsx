import { TextQuote } from "lucide-react";
import { useMessageActs } from "./message-acts";

/** What can be done about a question, shown where it is pointed at or focused. */
export function QuestionExtras({ text }: { text: string }) {
  const acts = useMessageActs();
  if (!acts) return null;
  return (
    <button
      type="button"
      aria-label="Quote this message"
      title="Quote this message"
      onClick={() => acts.quote(text)}
      className="absolute top-2.5 right-full mr-1 inline-flex size-6 items-center justify-center rounded-md text-muted opacity-0 hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
    >
      <TextQuote aria-hidden className="size-3.5" />
    </button>
  );
}
