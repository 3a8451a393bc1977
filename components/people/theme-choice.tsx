"use client";

import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";

const THEMES = [
  { value: "system", label: "Like the device" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

const unchanging = () => () => undefined;

/** Kept in this browser. The server cannot know the choice, so nothing is marked until the page is alive. */
export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  const isAlive = useSyncExternalStore(
    unchanging,
    () => true,
    () => false,
  );
  return (
    <fieldset>
      <legend className="sr-only">Theme</legend>
      <div className="inline-flex flex-wrap gap-1 rounded-control border border-line p-1">
        {THEMES.map(({ value, label }) => (
          <label
            key={value}
            className="cursor-pointer rounded-lg px-3 py-1.5 text-muted text-sm has-checked:bg-ink has-checked:text-ground has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name="theme"
              value={value}
              checked={isAlive && theme === value}
              onChange={() => setTheme(value)}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
