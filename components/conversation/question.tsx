import { memo } from "react";

/** A member's message: plain text, as it was typed. */
export const Question = memo(function Question({ id, text }: { id?: string; text: string }) {
  return (
    <article id={id} aria-label="You" className="flex scroll-mt-7 justify-end">
      <p className="max-w-[85%] whitespace-pre-wrap break-words rounded-card rounded-br-[5px] border border-line bg-panel px-4 py-2.5">
        {text}
      </p>
    </article>
  );
});
