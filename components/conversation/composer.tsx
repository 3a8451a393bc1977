import { ArrowUp, Square } from "lucide-react";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import type { ModelOption, ThreadAssistant } from "@/lib/assistants/types";
import { AssistantPicker } from "./assistant-picker";
import { AttachButton } from "./attachments/attach-button";
import { loadStreamingMarkdown } from "./live-words";
import { ModelPicker } from "./model-picker";
import { growWhereCssCannot, isEditLastKey, isSendKey } from "./typing";
import type { Choosable, ConversationActions } from "./view";

type ComposerProps = {
  input: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onChange: (text: string) => void;
  onSend: () => void;
  onStop: () => void;
  /** Null where there is no message that could be edited. */
  onEditLast: (() => void) | null;
  running: boolean;
  /** Why nothing can be sent now; null where it can. */
  paused: string | null;
  models: ModelOption[];
  model: ModelOption | undefined;
  onPickModel: (id: string) => void;
  assistant: ThreadAssistant | null;
  listChoosable: ConversationActions["listChoosable"];
  onPickAssistant: (next: Choosable | null) => void;
  /** What goes with it: how files come, whether there are any, and whether they let it be sent. */
  attaching: {
    chips: ReactNode;
    hasFiles: boolean;
    isBlocked: boolean;
    add: (files: File[]) => void;
    onKeyDown: (event: KeyboardEvent) => void;
    onPaste: (event: ClipboardEvent) => void;
  };
  /** What the next message costs at most, or why it cannot be sent. */
  quote: { input: string | null; most: string } | null;
};

export const TEXT_LENGTH_MAX = 100_000;

/** What was typed before the page listened stands in the field, and nobody was told of it. */
function useTakeTyped({ input, text, onChange }: Pick<ComposerProps, "input" | "text" | "onChange">): void {
  const taken = useRef(false);
  useEffect(() => {
    if (taken.current) return;
    taken.current = true;
    const typed = input.current?.value ?? "";
    if (typed !== "" && typed !== text) onChange(typed);
  }, [input, text, onChange]);
}

export function Composer(props: ComposerProps) {
  const { input, text, onChange, onSend, onStop, onEditLast, running, paused, quote, attaching } = props;
  useTakeTyped(props);
  const tooLong = text.length > TEXT_LENGTH_MAX;
  const hasSomething = text.trim() !== "" || attaching.hasFiles;
  const [tooEarly, setTooEarly] = useState(false);
  const canSend = !running && paused === null && !tooLong && !attaching.isBlocked && hasSomething;

  const waits = running && tooEarly && hasSomething;

  function onKeyDown(event: KeyboardEvent) {
    attaching.onKeyDown(event);
    if (onEditLast && text === "" && isEditLastKey(event)) {
      event.preventDefault();
      onEditLast();
    }
    if (!isSendKey(event)) return;
    event.preventDefault();
    setTooEarly(running && hasSomething);
    if (canSend) onSend();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) onSend();
      }}
      className="rounded-card border border-line bg-card px-3.5 pt-3 pb-2.5 shadow-soft transition-colors focus-within:border-edge"
    >
      {attaching.chips}
      <textarea
        ref={input}
        aria-label="Message"
        aria-describedby="composer-quote"
        rows={1}
        value={text}
        disabled={paused !== null}
        placeholder={paused ?? "Message"}
        enterKeyHint="send"
        onChange={(event) => {
          void loadStreamingMarkdown();
          onChange(event.target.value);
          growWhereCssCannot(event.target);
        }}
        onKeyDown={onKeyDown}
        onPaste={attaching.onPaste}
        className="field-sizing-content block max-h-[40dvh] min-h-[1.55em] w-full resize-none overflow-y-auto bg-transparent px-0.5 outline-none disabled:cursor-not-allowed"
      />
      <div className="mt-2.5 flex items-center gap-1.5 sm:gap-2.5">
        <AttachButton disabled={paused !== null} onFiles={attaching.add} />
        <ModelPicker models={props.models} model={props.model} onPick={props.onPickModel} />
        <AssistantPicker
          assistant={props.assistant}
          list={props.listChoosable}
          onPick={props.onPickAssistant}
        />
        <p id="composer-quote" className="ml-auto min-w-0 text-right text-muted text-xs">
          {tooLong ? <TooLong length={text.length} /> : !waits && quote && <QuoteLine {...quote} />}
          <span aria-live="polite">{waits && "Send it when this answer has ended, or stop the answer"}</span>
        </p>
        {running ? (
          <RoundButton label="Stop" type="button" onClick={onStop} />
        ) : (
          <RoundButton label="Send" type="submit" disabled={!canSend} />
        )}
      </div>
    </form>
  );
}

type RoundButtonProps = {
  label: "Send" | "Stop";
  type: "button" | "submit";
  disabled?: boolean;
  onClick?: () => void;
};

function RoundButton({ label, ...props }: RoundButtonProps) {
  const Icon = label === "Send" ? ArrowUp : Square;
  return (
    <button
      {...props}
      aria-label={label}
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-control bg-accent text-on-accent transition-colors hover:bg-accent/90 disabled:cursor-not-allowed disabled:bg-hover disabled:text-muted"
    >
      <Icon aria-hidden className={label === "Send" ? "size-4" : "size-3 fill-current"} />
    </button>
  );
}

function QuoteLine({ input, most }: { input: string | null; most: string }) {
  return (
    <>
      {input && <span className="max-sm:sr-only">{input} · </span>}
      {most}
    </>
  );
}

function TooLong({ length }: { length: number }) {
  const over = (length - TEXT_LENGTH_MAX).toLocaleString("en-US");
  return <span className="font-medium text-bad">{`${over} characters too long: send it in parts`}</span>;
}
