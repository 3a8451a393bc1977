"use client";

import { usePathname } from "next/navigation";
import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

const AT_CORNER = { position: "bottom-right" } as const;
/** Below the header of a page. */
const ABOVE_WORDS = { position: "top-center", offset: { top: 64 }, mobileOffset: { top: 64 } } as const;

/** Above the page and the veil of a dialog; a menu or a dialog that is opened later lies over it. */
const BELOW_MENUS = 45;

/**
 * Short words that go by themselves; `toast(...)` from "sonner" shows one. At the lower right, but on the pages of
 * threads on top, so that they never lie over the composer.
 */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  const pathname = usePathname();
  const hasComposer = pathname === "/" || pathname.startsWith("/threads/");
  const place = hasComposer ? ABOVE_WORDS : AT_CORNER;
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      {...place}
      style={{ fontFamily: "inherit", zIndex: BELOW_MENUS }}
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
