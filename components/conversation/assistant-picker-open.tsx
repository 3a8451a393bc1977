"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { type AssistantPickerProps, type Offer, PillWords, pillLabel, pillStyles } from "./assistant-pill";

type AssistantPickerOpenProps = Pick<AssistantPickerProps, "assistant" | "onPick"> & {
  offer: Offer;
  byKeyboard: boolean;
  button: RefObject<HTMLButtonElement | null>;
  /** Reads the list again, which may have changed since. */
  onReopen: () => void;
};

const NONE = "none";

/** The menu itself, open from the start: it is here because it was asked for. */
export function AssistantPickerOpen(props: AssistantPickerOpenProps) {
  const { assistant, onPick, offer, byKeyboard, button, onReopen } = props;
  const content = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // The menu was not here to see the key that asked for it.
    if (!byKeyboard) return;
    const frame = requestAnimationFrame(() =>
      content.current?.querySelector<HTMLElement>("[role=menuitemradio]")?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, [byKeyboard]);

  return (
    <DropdownMenu defaultOpen onOpenChange={(open) => open && onReopen()}>
      <DropdownMenuTrigger ref={button} aria-label={pillLabel(assistant)} className={pillStyles(assistant)}>
        <PillWords assistant={assistant} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        ref={content}
        container={document.querySelector("main")}
        align="start"
        className="max-h-[min(24rem,60dvh)] w-80 max-w-[calc(100vw-1rem)] overflow-y-auto"
      >
        <Choices offer={offer} assistant={assistant} onPick={onPick} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

type ChoicesProps = Pick<AssistantPickerProps, "assistant" | "onPick"> & { offer: Offer };

function Choices({ offer, assistant, onPick }: ChoicesProps) {
  const router = useRouter();
  const { assistants, isAll, problem } = offer;
  function pick(id: string) {
    if (id !== (assistant?.id ?? NONE)) onPick(assistants.find((each) => each.id === id) ?? null);
  }
  return (
    <>
      {problem && <DropdownMenuLabel>{problem}</DropdownMenuLabel>}
      <DropdownMenuRadioGroup value={assistant?.id ?? NONE} onValueChange={pick}>
        <DropdownMenuRadioItem value={NONE}>No assistant</DropdownMenuRadioItem>
        {assistants.map(({ id, name, description }) => (
          <DropdownMenuRadioItem key={id} value={id} textValue={name}>
            <span className="min-w-0">
              <span className="wrap-anywhere block font-medium">{name}</span>
              <span className="wrap-anywhere line-clamp-2 text-muted text-xs">{description}</span>
            </span>
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={() => router.push("/assistants" as Route)}>
        {isAll ? "See all assistants" : "See more assistants"}
      </DropdownMenuItem>
    </>
  );
}
