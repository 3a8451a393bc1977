import { Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import { memo, type ReactNode, useEffect, useRef } from "react";
import type { AttachmentView } from "@/lib/assistants/types";
import { loadQuestionEditor } from "./load-question-editor";
import { QuestionExtras } from "./question-extras";

const QuestionFiles = dynamic(() =>
  import("./attachments/question-files").then((module) => module.QuestionFiles),
);

type QuestionProps = {
  id?: string;
  text: string;
  attached?: readonly AttachmentView[];
  /** Null while it cannot be edited. */
  onEdit?: (() => void) | null;
  /** Stands in place of the words while they are edited. */
  editor?: ReactNode;
  /** Leads to its other versions. */
  versions?: ReactNode;
};

/** A member's message: plain text, as it was typed. */
export const Question = memo(function Question(props: QuestionProps) {
  const { id, text, attached = [], onEdit = null, editor = null, versions = null } = props;
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  const editing = editor !== null;

  useEffect(() => {
    // Whoever gives up editing is back where they began, unless they went elsewhere.
    if (wasEditing.current && !editing && document.activeElement === document.body) button.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  return (
    <article id={id} aria-label="You" className="group flex scroll-mt-7 flex-col items-end gap-1">
      {!editor && attached.length > 0 && <QuestionFiles files={attached} />}
      {editor ?? (
        <div className="flex w-full items-center justify-end gap-1">
          {text && <QuestionExtras text={text} />}
          {onEdit && (
            <button
              ref={button}
              type="button"
              aria-label="Edit"
              title="Edit"
              onClick={onEdit}
              onPointerEnter={() => void loadQuestionEditor()}
              onFocus={() => void loadQuestionEditor()}
              className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted opacity-0 transition-opacity hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
            >
              <Pencil aria-hidden className="size-3.5" />
            </button>
          )}
          {text && (
            <p className="max-w-[85%] whitespace-pre-wrap break-words rounded-card rounded-br-[5px] border border-line bg-panel px-4 py-2.5">
              {text}
            </p>
          )}
        </div>
      )}
      {versions}
    </article>
  );
});
