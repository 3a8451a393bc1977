"use client";

import { SquarePen } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { ariaKeysOf } from "@/components/shortcuts/table";
import { useShortcut } from "@/components/shortcuts/use-shortcut";

/** A link, so that it opens in a new tab too; known as a button, so Space presses it. */
export function NewThreadLink({ hint }: { hint: string }) {
  const router = useRouter();
  useShortcut("newThread", () => router.push("/"));

  return (
    <Link
      href="/"
      role="button"
      aria-keyshortcuts={ariaKeysOf("newThread")}
      onKeyDown={(event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        router.push("/");
      }}
      className="mx-2.5 flex h-9 shrink-0 items-center gap-2 rounded-control border border-line bg-card px-3 font-medium text-[14px] shadow-soft hover:bg-hover"
    >
      <SquarePen aria-hidden className="size-3.5" />
      New thread
      <kbd aria-hidden className="ml-auto hidden font-normal font-sans text-muted text-xs md:block">
        {hint}
      </kbd>
    </Link>
  );
}
