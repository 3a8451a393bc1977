import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { type MouseEvent, useRef, useState } from "react";
import type { MessageTools } from "./message-tools";

export type AnswerMenuProps = { messageId: string; text: string; acts: MessageTools };

/** The button's name and look, the same before and after the menu is loaded. */
export type Trigger = { label: string; className: string };

/** How it was asked for; `time` tells one from the next. */
export type Opening = { time: number; byKeyboard: boolean };

const loadMenu = () => import("./answer-menu-open").then((module) => module.AnswerMenuOpen);
const OpenMenu = dynamic(loadMenu, { ssr: false });

const className =
  "inline-flex size-6 items-center justify-center rounded-md hover:bg-hover hover:text-ink data-[state=open]:bg-hover pointer-coarse:size-8";
const label = "Answer options";

/** A button until it is used: the menu and its machinery are loaded by the first pointer or focus on it. */
export function AnswerMenu(props: AnswerMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [opening, setOpening] = useState<Opening | null>(null);

  async function open(event: MouseEvent) {
    // A click that no pointer made has no click count.
    const byKeyboard = event.detail === 0;
    await loadMenu();
    setOpening((last) => ({ time: (last?.time ?? 0) + 1, byKeyboard }));
  }

  if (opening) return <OpenMenu key={opening.time} {...props} {...{ label, className, button, opening }} />;
  return (
    <button
      ref={button}
      type="button"
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={(event) => void open(event)}
      className={className}
    >
      <Ellipsis aria-hidden className="size-3.5" />
    </button>
  );
}
