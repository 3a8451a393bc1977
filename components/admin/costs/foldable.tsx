"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type FoldableProps = { label: string; button: string; children: ReactNode };

/**
 * A section of which a phone shows the most important part, and at the press of a button what hides by
 * `group-data-[open=false]/fold`.
 */
export function Foldable({ label, button, children }: FoldableProps) {
  const [open, setOpen] = useState(false);
  return (
    <section aria-label={label} data-open={open} className="group/fold space-y-2">
      {children}
      <Button
        variant="outline"
        size="sm"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="w-full sm:hidden noscript:hidden"
      >
        {open ? "Fewer choices" : button}
        <ChevronDown aria-hidden className={cn(open && "rotate-180")} />
      </Button>
    </section>
  );
}
