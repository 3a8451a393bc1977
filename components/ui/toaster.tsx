"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/** Short words at the lower right that go by themselves; `toast(...)` from "sonner" shows one. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{
        style: {
          background: "var(--card)",
          color: "var(--ink)",
          borderColor: "var(--line)",
          borderRadius: "14px",
        },
      }}
    />
  );
}
