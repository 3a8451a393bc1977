"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { cn } from "./cn";

export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

type DialogProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Usually a DialogTrigger; leave it out where `open` is controlled. */
  trigger?: ReactNode;
  title: string;
  description?: ReactNode;
  /** For a dialog that is to be read first: by itself the first button in it gets the focus. */
  focusTitle?: boolean;
  className?: string;
  children: ReactNode;
};

/** A modal dialog: focus is kept inside, Escape closes it, and focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const { trigger, title, description, focusTitle = false, className, children, ...root } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<Element | null>(null);
  function onOpenAutoFocus(event: Event) {
    before.current = document.activeElement;
    if (!focusTitle) return;
    event.preventDefault();
    heading.current?.focus();
  }
  // Without a trigger Radix does not know where the focus was.
  function onCloseAutoFocus(event: Event) {
    if (trigger || !(before.current instanceof HTMLElement)) return;
    event.preventDefault();
    before.current.focus();
  }
  return (
    <Radix.Root {...root}>
      {trigger}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={onOpenAutoFocus}
          onCloseAutoFocus={onCloseAutoFocus}
          className={cn(
            "fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-card border border-line bg-card p-6 shadow-soft",
            className,
          )}
        >
          <Radix.Title
            ref={heading}
            tabIndex={-1}
            className="pr-8 font-semibold text-lg leading-snug outline-none"
          >
            {title}
          </Radix.Title>
          {description && (
            <Radix.Description className="mt-1.5 text-muted text-sm">{description}</Radix.Description>
          )}
          <div className="mt-5">{children}</div>
          <Radix.Close
            aria-label="Close"
            className="absolute top-4 right-4 inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
