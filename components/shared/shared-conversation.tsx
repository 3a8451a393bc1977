import { Paperclip } from "lucide-react";
import type { ReactNode } from "react";

type ShownMessage =
  | { role: "user"; content: string; files: string[]; body: null }
  | { role: "assistant"; content: string; model: string | null; body: ReactNode };

type SharedConversationProps = {
  sharedBy: string;
  /** Who shared it and when. */
  about: string;
  isCut: boolean;
  messages: ShownMessage[];
};

/** What was shared, to be read: no amounts, no actions, and no id of its owner's. */
export function SharedConversation({ sharedBy, about, isCut, messages }: SharedConversationProps) {
  return (
    <div
      role="log"
      aria-label="Conversation"
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
    >
      <div className="mx-auto flex max-w-[792px] flex-col gap-7 px-4 pt-7 pb-8">
        <p className="text-muted text-sm">{about}</p>
        {isCut && <p className="text-center text-muted text-sm">Older messages are not shown.</p>}
        {messages.map((message, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is shared does not move, and its ids stay with their owner.
          <SharedMessage key={place} message={message} asker={sharedBy} />
        ))}
      </div>
    </div>
  );
}

function SharedMessage({ message, asker }: { message: ShownMessage; asker: string }) {
  if (message.role === "user") {
    return (
      <article aria-label={asker} className="flex flex-col items-end gap-1.5">
        {message.files.map((name, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is shared does not move.
          <p key={place} className="flex max-w-[85%] items-center gap-1.5 text-muted text-sm">
            <Paperclip aria-hidden className="size-3.5 shrink-0" />
            <span className="truncate">{name}</span>
          </p>
        ))}
        {message.content && (
          <p className="max-w-[85%] whitespace-pre-wrap break-words rounded-card rounded-br-[5px] border border-line bg-panel px-4 py-2.5">
            {message.content}
          </p>
        )}
      </article>
    );
  }
  return (
    <article
      aria-label={message.model ?? "Assistant"}
      className="[contain-intrinsic-size:auto_180px] [content-visibility:auto]"
    >
      <div className="markdown">{message.body}</div>
      {message.model && <p className="mt-3 font-medium text-muted text-xs">{message.model}</p>}
    </article>
  );
}
