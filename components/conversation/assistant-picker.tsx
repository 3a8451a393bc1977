import dynamic from "next/dynamic";
import { type MouseEvent, useRef, useState } from "react";
import { callAction } from "@/components/threads/call-action";
import { type AssistantPickerProps, type Offer, PillWords, pillLabel, pillStyles } from "./assistant-pill";

const loadMenu = () => import("./assistant-picker-open").then((module) => module.AssistantPickerOpen);

const OpenPicker = dynamic(loadMenu, { ssr: false });

/** A button until it is used: the menu and what it offers are loaded when somebody asks for them. */
export function AssistantPicker({ assistant, list, onPick }: AssistantPickerProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [byKeyboard, setByKeyboard] = useState(false);

  async function read(): Promise<void> {
    const result = await callAction(() => list({}));
    setOffer((last) =>
      result.ok
        ? { ...result.data, problem: null }
        : { ...(last ?? { assistants: [], isAll: true }), problem: result.message },
    );
  }

  async function open(event: MouseEvent) {
    // A click that no pointer made has no click count.
    setByKeyboard(event.detail === 0);
    await loadMenu();
    await read();
  }

  if (offer) {
    const reread = () => void read();
    return <OpenPicker {...{ assistant, onPick, offer, byKeyboard, button }} onReopen={reread} />;
  }
  return (
    <button
      ref={button}
      type="button"
      aria-label={pillLabel(assistant)}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={(event) => void open(event)}
      className={pillStyles(assistant)}
    >
      <PillWords assistant={assistant} />
    </button>
  );
}
