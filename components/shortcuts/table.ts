/** A key as the browser names it; letters in lower case. `mod` is ⌘ on Apple's keyboards and Ctrl on others. */
export type Shortcut = {
  does: string;
  group: (typeof GROUPS)[number];
  key: string;
  mod?: boolean;
  shift?: boolean;
  alt?: boolean;
};

export const GROUPS = ["Anywhere", "In a thread", "While writing"] as const;

/** Every shortcut there is: what is listened for and what the sheet shows. */
export const SHORTCUTS = {
  sheet: { group: "Anywhere", does: "Show these shortcuts", key: "/", mod: true },
  newThread: { group: "Anywhere", does: "New thread", key: "o", mod: true, shift: true },
  search: { group: "Anywhere", does: "Search threads", key: "k", mod: true },
  sidebar: { group: "Anywhere", does: "Show or hide the sidebar", key: "s", mod: true, shift: true },
  nextThread: { group: "Anywhere", does: "Next thread", key: "ArrowDown", alt: true },
  previousThread: { group: "Anywhere", does: "Previous thread", key: "ArrowUp", alt: true },
  focusComposer: { group: "In a thread", does: "Go to the message field", key: "Escape", shift: true },
  copyAnswer: { group: "In a thread", does: "Copy the last answer", key: "c", mod: true, shift: true },
  stop: { group: "In a thread", does: "Stop the answer", key: "Escape" },
  send: { group: "While writing", does: "Send", key: "Enter" },
  editLast: {
    group: "While writing",
    does: "Edit your last message, while the field is empty",
    key: "ArrowUp",
  },
  prompts: { group: "While writing", does: "Insert a prompt, at the beginning of a line", key: "/" },
  newLine: { group: "While writing", does: "New line", key: "Enter", shift: true },
} satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof SHORTCUTS;

type Pressed = Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "shiftKey" | "altKey">;

/** Whether these keys are the shortcut's, no more and no fewer. */
export function isPressed(id: ShortcutId, event: Pressed): boolean {
  const { key, mod = false, shift = false, alt = false }: Shortcut = SHORTCUTS[id];
  if (event.key.toLowerCase() !== key.toLowerCase()) return false;
  if ((event.metaKey || event.ctrlKey) !== mod || event.altKey !== alt) return false;
  // Where a sign lies on a keyboard, and so whether it needs Shift, differs from country to country.
  return event.shiftKey === shift || !/^[a-z]/i.test(key);
}

const APPLE = { mod: "⌘", shift: "⇧", alt: "⌥", between: "" };
const OTHERS = { mod: "Ctrl", shift: "Shift", alt: "Alt", between: " " };
const SIGNS: Record<string, string> = { Escape: "Esc", ArrowDown: "↓", ArrowUp: "↑", Enter: "Enter" };

/** The keys as this keyboard has them written on, in the order they are pressed. */
export function keysOf({ key, mod, shift, alt }: Shortcut, isApple: boolean): string[] {
  const signs = isApple ? APPLE : OTHERS;
  const held = [mod ? signs.mod : [], alt ? signs.alt : [], shift ? signs.shift : []].flat();
  return [...held, SIGNS[key] ?? key.toUpperCase()];
}

/** The same on one line, for a hint beside what it does. */
export function hintOf(id: ShortcutId, isApple: boolean): string {
  return keysOf(SHORTCUTS[id], isApple).join((isApple ? APPLE : OTHERS).between);
}

/** For `aria-keyshortcuts`. */
export function ariaKeysOf(id: ShortcutId): string {
  const { key, mod, shift, alt }: Shortcut = SHORTCUTS[id];
  const rest = [shift && "Shift", alt && "Alt", key.length === 1 ? key.toUpperCase() : key]
    .filter(Boolean)
    .join("+");
  return mod ? `Meta+${rest} Control+${rest}` : rest;
}
