import { ArrowDown } from "lucide-react";
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";
import { useStickToBottom } from "use-stick-to-bottom";
import { useKeptPlace } from "./use-kept-place";
import { useLetGo } from "./use-let-go";
import { useMessageInAddress } from "./use-message-in-address";

type MessageLogProps = {
  thread: string;
  /** Nothing has been said yet: a greeting is read from its top. */
  isEmpty: boolean;
  /** Changes when the member sends something: then the newest is shown, wherever they were reading. */
  sent: string | null;
  /** Told of a message that the address names and the page does not have. */
  onMissing: (messageId: string) => void;
  ref: Ref<MessageLogHandle>;
  children: ReactNode;
};

export type MessageLogHandle = { letGo: () => void };

/** The scrolling column. It stays at its end while words come, and lets go as soon as somebody scrolls up. */
export function MessageLog({ thread, isEmpty, sent, onMissing, ref, children }: MessageLogProps) {
  const staysAtTop = useRef(isEmpty);
  const { scrollRef, contentRef, isAtBottom, scrollToBottom, stopScroll } = useStickToBottom({
    initial: "instant",
    resize: "instant",
    targetScrollTop: (end) => (staysAtTop.current ? 0 : end),
  });
  const lastSent = useRef(sent);
  useLayoutEffect(() => {
    staysAtTop.current = isEmpty;
  }, [isEmpty]);
  useKeptPlace(scrollRef, { thread, letGo: stopScroll });
  useLetGo(scrollRef, stopScroll);
  useMessageInAddress({ letGo: stopScroll, onMissing });
  useImperativeHandle(ref, () => ({ letGo: stopScroll }));

  useEffect(() => {
    if (sent === null || sent === lastSent.current) return;
    lastSent.current = sent;
    void scrollToBottom("instant");
  }, [sent, scrollToBottom]);

  return (
    <div className="relative min-h-0 flex-1">
      {/* Words that come one by one are not read out one by one: the finished answer is announced once. */}
      <div
        ref={scrollRef}
        role="log"
        aria-label="Conversation"
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="h-full overflow-y-auto overscroll-contain outline-offset-[-2px]"
      >
        <div ref={contentRef} className="mx-auto flex min-h-full max-w-[792px] flex-col gap-7 px-4 pt-7 pb-8">
          {children}
          {/* The newest words are in view from the first paint, before any script runs. */}
          {!isEmpty && <div aria-hidden className="-mt-7 [scroll-initial-target:nearest]" />}
        </div>
      </div>
      {!isAtBottom && (
        <button
          type="button"
          onClick={() => scrollToBottom("instant")}
          className="absolute bottom-3 left-1/2 inline-flex h-9 -translate-x-1/2 items-center gap-1.5 rounded-full border border-line bg-card px-3.5 text-muted text-sm shadow-soft hover:text-ink"
        >
          <ArrowDown aria-hidden className="size-4" />
          Jump to latest
        </button>
      )}
    </div>
  );
}
