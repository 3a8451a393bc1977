import { describe, expect, test } from "vitest";
import { ariaKeysOf, hintOf, isPressed, keysOf, SHORTCUTS, type Shortcut, type ShortcutId } from "./table";

const IDS = Object.keys(SHORTCUTS) as ShortcutId[];

function press(keys: string) {
  const parts = keys.split("+");
  const has = (name: string) => parts.includes(name);
  return {
    key: parts.at(-1) ?? "",
    ...{ metaKey: has("Meta"), ctrlKey: has("Control"), shiftKey: has("Shift"), altKey: has("Alt") },
  };
}

describe("the table of shortcuts", () => {
  test("gives no two shortcuts the same keys", () => {
    for (const id of IDS) {
      for (const keys of ariaKeysOf(id).split(" ")) {
        expect(IDS.filter((other) => isPressed(other, press(keys)))).toEqual([id]);
      }
    }
  });

  test("leaves the browser's own keys alone", () => {
    const taken = ["t", "n", "w", "l", "r", "f", "p", "q", "d", "h", "j", "u", "a", "x", "v", "z"];
    const all: Shortcut[] = Object.values(SHORTCUTS);
    for (const { key, mod, alt } of all) {
      if (mod) expect(taken).not.toContain(key);
      if (alt) expect(["ArrowLeft", "ArrowRight", "F4", "d"]).not.toContain(key);
    }
  });

  test("takes a sign with or without Shift, and a letter only as it is written", () => {
    expect(isPressed("sheet", press("Control+/"))).toBe(true);
    expect(isPressed("sheet", press("Control+Shift+/"))).toBe(true);
    expect(isPressed("newThread", press("Meta+Shift+O"))).toBe(true);
    expect(isPressed("newThread", press("Meta+O"))).toBe(false);
    expect(isPressed("stop", press("Escape"))).toBe(true);
    expect(isPressed("stop", press("Shift+Escape"))).toBe(false);
  });

  test("writes keys as the keyboard has them", () => {
    expect(hintOf("newThread", true)).toBe("⌘⇧O");
    expect(hintOf("newThread", false)).toBe("Ctrl Shift O");
    expect(keysOf(SHORTCUTS.nextThread, false)).toEqual(["Alt", "↓"]);
    expect(ariaKeysOf("search")).toBe("Meta+K Control+K");
  });
});
