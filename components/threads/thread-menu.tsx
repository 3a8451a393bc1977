"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
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
  const [used, setUsed] = useState(false);
  const styles = cn(triggerStyles, className);
  if (used) return <OpenMenu {...props} className={styles} />;
  return (
    <button
      type="button"
      aria-label={props.label}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => void loadMenu().then(() => setUsed(true))}
      className={styles}
    >
      <Ellipsis aria-hidden className="size-4" />
    </button>
  );
}
