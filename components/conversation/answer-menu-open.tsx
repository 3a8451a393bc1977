import { Ellipsis, ReceiptText, TextQuote } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { AnswerMenuProps, Opening, Trigger } from "./answer-menu";

type AnswerMenuOpenProps = AnswerMenuProps &
  Trigger & { button: RefObject<HTMLButtonElement | null>; opening: Opening };

/** The menu itself, open from the start: it is here because it was asked for. */
export function AnswerMenuOpen(props: AnswerMenuOpenProps) {
  const { messageId, text, acts, label, className, button, opening } = props;
  const afterwards = useRef<"quote" | "details" | null>(null);
  const content = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // The menu was not here to see the key that asked for it, and takes the focus for itself first.
    if (!opening.byKeyboard) return;
    const frame = requestAnimationFrame(() =>
      content.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, [opening]);

  function onCloseAutoFocus(event: Event) {
    const next = afterwards.current;
    afterwards.current = null;
    if (next === "details") acts.showDetails(messageId);
    if (next !== "quote") return;
    // The focus goes to the composer.
    event.preventDefault();
    acts.quote(text);
  }

  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger ref={button} aria-label={label} className={className}>
        <Ellipsis aria-hidden className="size-3.5" />
      </DropdownMenuTrigger>
      <DropdownMenuContent ref={content} onCloseAutoFocus={onCloseAutoFocus}>
        {text && (
          <DropdownMenuItem
            onSelect={() => {
              afterwards.current = "quote";
            }}
          >
            <TextQuote aria-hidden />
            Quote
          </DropdownMenuItem>
        )}
        <DropdownMenuItem
          onSelect={() => {
            afterwards.current = "details";
          }}
        >
          <ReceiptText aria-hidden />
          Details
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
