import { memo } from "react";
import { QuestionExtras } from "./question-extras";

/** A member's message: plain text, as it was typed. */
export const Question = memo(function Question({ id, text }: { id?: string; text: string }) {
  return (
    <article id={id} aria-label="You" className="flex scroll-mt-7 justify-end">
      <div className="group relative max-w-[85%]">
        <p className="whitespace-pre-wrap break-words rounded-card rounded-br-[5px] border border-line bg-panel px-4 py-2.5">
          {text}
        </p>
        <QuestionExtras text={text} />
      </div>
    </article>
  );
});
