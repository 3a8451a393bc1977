"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { type MouseEvent, useState } from "react";
import { cn } from "@/components/ui/cn";

export type ThreadMenuProps = {
  label: string;
  onRename: () => void;
  onDelete: () => void;
  className?: string;
};

const loadMenu = () => import("./thread-menu-open").then((module) => module.ThreadMenuOpen);

const triggerStyles =
  "inline-flex shrink-0 items-center justify-center rounded-lg text-muted transition-colors hover:bg-hover hover:text-ink data-[state=open]:bg-hover";

const OpenMenu = dynamic(loadMenu, { ssr: false });

/** A button until it is used: the menu and its machinery are loaded by the first pointer or focus on it. */
export function ThreadMenu({ className, ...props }: ThreadMenuProps) {
  const [opened, setOpened] = useState<"by pointer" | "by keyboard" | null>(null);
  const styles = cn(triggerStyles, className);
  if (opened) return <OpenMenu {...props} className={styles} focusFirst={opened === "by keyboard"} />;

  async function open(event: MouseEvent) {
    // A click that no pointer made has no click count.
    const how = event.detail === 0 ? "by keyboard" : "by pointer";
    await loadMenu();
    setOpened(how);
  }

  return (
    <button
      type="button"
      aria-label={props.label}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={(event) => void open(event)}
      className={styles}
    >
      <Ellipsis aria-hidden className="size-4" />
    </button>
  );
}
