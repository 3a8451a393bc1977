"use client";

import { ChevronDown } from "lucide-react";
import { useEffect, useRef } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { ModelOption } from "@/lib/assistants/types";
import { priceWords } from "./quote";
import type { RetryMenuOpenProps } from "./retry-menu";

/** The models that can answer instead, each with its price. Open from the start: it is here because it was asked for. */
export function RetryMenuOpen(props: RetryMenuOpenProps) {
  const { models, onPick, label, className, button, byKeyboard } = props;
  const content = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!byKeyboard) return;
    // After the menu has taken the focus for itself.
    const frame = requestAnimationFrame(() =>
      content.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, [byKeyboard]);

  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger ref={button} aria-label={label} title="Retry with…" className={className}>
        <ChevronDown aria-hidden className="size-3.5" />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        ref={content}
        container={document.querySelector("main")}
        className="max-h-80 max-w-[calc(100vw-1rem)] overflow-y-auto"
      >
        <DropdownMenuLabel>Retry with…</DropdownMenuLabel>
        {models.map((option) => (
          <Item key={option.id} option={option} onPick={onPick} />
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Item({ option, onPick }: { option: ModelOption; onPick: (model: string) => void }) {
  return (
    <DropdownMenuItem
      disabled={!option.price && !option.unpriced}
      onSelect={() => onPick(option.id)}
      className="flex-wrap justify-between gap-x-6 gap-y-0"
    >
      <span className="font-medium">{option.label}</span>
      <span className="text-muted text-xs">{priceWords(option)}</span>
    </DropdownMenuItem>
  );
}
