"use client";

import { Bot } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";

/** The way to the gallery. */
export function AssistantsLink() {
  const current = usePathname().startsWith("/assistants");
  return (
    <Link
      href={"/assistants" as Route}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      className={cn(
        "-outline-offset-2 mx-2.5 mt-1.5 flex h-8 shrink-0 items-center gap-2 rounded-control px-3 text-[14px] text-muted hover:bg-hover hover:text-ink",
        current && "bg-card font-medium text-ink shadow-soft hover:bg-card",
      )}
    >
      <Bot aria-hidden className="size-3.5" />
      Assistants
    </Link>
  );
}
