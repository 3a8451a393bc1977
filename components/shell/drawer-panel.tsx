"use client";

import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { MouseEvent, ReactNode } from "react";

type DrawerPanelProps = { open: boolean; onClose: () => void; children: ReactNode };

/** By itself the search field would get the focus, and a touch screen its keyboard. */
function focusPanel(event: Event) {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

/** The sidebar as a modal panel from the left edge. */
export function DrawerPanel({ open, onClose, children }: DrawerPanelProps) {
  function closeOnLink(event: MouseEvent) {
    if (event.target instanceof Element && event.target.closest("a")) onClose();
  }

  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-overlay md:hidden" />
        <Dialog.Content
          aria-describedby={undefined}
          onClick={closeOnLink}
          onOpenAutoFocus={focusPanel}
          className="fixed inset-y-0 left-0 z-50 w-[min(300px,calc(100vw-56px))] border-line border-r shadow-soft outline-none md:hidden"
        >
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          {children}
          <Dialog.Close
            aria-label="Close menu"
            className="absolute top-2.5 right-2 inline-flex size-9 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-4.5" />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
