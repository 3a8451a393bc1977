"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { type MouseEvent, type Ref, useImperativeHandle, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { OwnThread } from "./use-acts";

export type ThreadMenuProps = {
  label: string;
  thread: OwnThread;
  onRename: () => void;
  className?: string;
};

/** Where in the window a pointer asked for the menu. */
export type Point = { x: number; y: number };

export type ThreadMenuHandle = { openAt: (point: Point) => void };

/** How it was asked for; `time` tells one from the next. */
export type Opening = { time: number; by: "pointer" | "keyboard"; at: Offset | null };

/** From the lower left corner of the button. */
export type Offset = { right: number; down: number };

const loadMenu = () => import("./thread-menu-open").then((module) => module.ThreadMenuOpen);

const triggerStyles =
  "inline-flex shrink-0 items-center justify-center rounded-lg text-muted transition-colors hover:bg-hover hover:text-ink data-[state=open]:bg-hover";

const OpenMenu = dynamic(loadMenu, { ssr: false });

/** A button until it is used: the menu and its machinery are loaded by the first pointer or focus on it. */
export function ThreadMenu({ className, ref, ...props }: ThreadMenuProps & { ref?: Ref<ThreadMenuHandle> }) {
  const button = useRef<HTMLButtonElement>(null);
  const [opening, setOpening] = useState<Opening | null>(null);
  const styles = cn(triggerStyles, className);

  async function open(by: Opening["by"], at: Offset | null) {
    await loadMenu();
    setOpening((last) => ({ time: (last?.time ?? 0) + 1, by, at }));
  }

  useImperativeHandle(ref, () => ({
    openAt: ({ x, y }) => {
      const corner = button.current?.getBoundingClientRect();
      if (!corner) return;
      // Below a finger there may be no room beside the menu for the categories.
      const isFinger = matchMedia("(pointer: coarse)").matches;
      void open("pointer", isFinger ? null : { right: x - corner.left, down: y - corner.bottom });
    },
  }));

  if (opening)
    return <OpenMenu key={opening.time} {...props} className={styles} button={button} opening={opening} />;

  return (
    <button
      ref={button}
      type="button"
      aria-label={props.label}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      // A click that no pointer made has no click count.
      onClick={(event: MouseEvent) => void open(event.detail === 0 ? "keyboard" : "pointer", null)}
      className={styles}
    >
      <Ellipsis aria-hidden className="size-4" />
    </button>
  );
}
