import { useMessageActs } from "./message-acts";
import { QuietButton } from "./quiet-button";

/** What can be done about a question, shown where it is pointed at or focused. */
export function QuestionExtras({ text }: { text: string }) {
  const acts = useMessageActs();
  if (!acts) return null;
  return (
    <QuietButton
      aria-label="Quote this message"
      onClick={() => acts.quote(text)}
      className="absolute top-full right-0 mt-0.5 text-muted text-xs opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
    >
      Quote
    </QuietButton>
  );
}
