import { type ReactNode, useEffect, useRef } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { Prompt } from "@/lib/assistants/types";

type PromptOptionsProps = {
  listId: string;
  prompts: Prompt[];
  /** The id of the option that Enter takes. */
  active: string;
  /** Why the list could not be read. */
  problem: string | null;
  onPoint: (id: string) => void;
  onChoose: (id: string) => void;
};

/** The list above the message. A press on it leaves the focus where it is. */
export function PromptOptions(props: PromptOptionsProps) {
  const { listId, prompts, problem } = props;
  return (
    <div
      onPointerDown={(event) => event.preventDefault()}
      className="absolute inset-x-0 bottom-full z-20 mb-2 max-h-[min(20rem,45dvh)] overflow-y-auto rounded-card border border-line bg-card p-1.5 shadow-soft"
    >
      {prompts.length === 0 && (
        <p className="px-2.5 py-1.5 text-muted text-sm">
          {problem ??
            "No prompts yet. Save what you send again and again, with {{blanks}} to fill in: here it is found by its name."}
        </p>
      )}
      <div id={listId} role="listbox" aria-label="Prompts" tabIndex={-1}>
        {prompts.map(({ id, name, text, visibility }) => (
          <Option key={id} id={id} {...props}>
            <span className="wrap-anywhere font-medium">{name}</span>
            {visibility === "everyone" && <Badge className="ml-2">Everyone</Badge>}
            <span className="block truncate text-muted text-xs">{text}</span>
          </Option>
        ))}
        <Option id="new" {...props} className="mt-1 rounded-t-none border-line border-t pt-2 text-muted">
          New prompt…
        </Option>
        <Option id="manage" {...props} className="text-muted">
          Manage prompts
        </Option>
      </div>
    </div>
  );
}

type OptionProps = Pick<PromptOptionsProps, "listId" | "active" | "onPoint" | "onChoose"> & {
  id: string;
  className?: string;
  children: ReactNode;
};

function Option({ id, listId, active, onPoint, onChoose, className, children }: OptionProps) {
  const option = useRef<HTMLDivElement>(null);
  const isActive = id === active;

  useEffect(() => {
    if (isActive) option.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field above has the focus and the keys.
    <div
      ref={option}
      id={`${listId}-${id}`}
      role="option"
      aria-selected={isActive}
      onPointerMove={() => onPoint(id)}
      onClick={() => onChoose(id)}
      className={cn(
        "cursor-pointer select-none rounded-lg px-2.5 py-1.5 text-sm",
        className,
        isActive && "bg-hover text-ink",
      )}
    >
      {children}
    </div>
  );
}
