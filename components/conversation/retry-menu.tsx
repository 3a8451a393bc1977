import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { type MouseEvent, type RefObject, useRef, useState } from "react";
import type { ModelOption } from "@/lib/assistants/types";

export type RetryMenuProps = { models: ModelOption[]; onPick: (model: string) => void };

export type RetryMenuOpenProps = RetryMenuProps & {
  button: RefObject<HTMLButtonElement | null>;
  label: string;
  className: string;
  /** The menu was not here yet to see which key asked for it. */
  byKeyboard: boolean;
};

const LABEL = "Ask another model";
const styles =
  "inline-flex size-6 items-center justify-center rounded-md hover:bg-hover hover:text-ink data-[state=open]:bg-hover";

const loadMenu = () => import("./retry-menu-open").then((module) => module.RetryMenuOpen);
const OpenMenu = dynamic(loadMenu, { ssr: false });

/** A button until it is used: the menu is loaded by the first pointer or focus on it. */
export function RetryMenu(props: RetryMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<{ byKeyboard: boolean } | null>(null);
  if (props.models.length < 2) return null;
  if (opened) return <OpenMenu {...props} {...opened} label={LABEL} className={styles} button={button} />;

  async function open({ detail }: MouseEvent) {
    await loadMenu();
    // A click that no pointer made has no click count.
    setOpened({ byKeyboard: detail === 0 });
  }

  return (
    <button
      ref={button}
      type="button"
      aria-label={LABEL}
      title="Retry with…"
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={(event) => void open(event)}
      className={styles}
    >
      <ChevronDown aria-hidden className="size-3.5" />
    </button>
  );
}
