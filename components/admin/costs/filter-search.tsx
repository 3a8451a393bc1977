"use client";

import { ListFilter } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { FilterListProps } from "./filter-list";

const FilterList = dynamic(() => import("./filter-list").then((module) => module.FilterList), { ssr: false });

/** A button that opens the search for what to filter by, which is loaded with it. */
export function FilterSearch(props: Omit<FilterListProps, "onDone">) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  return (
    <div className="relative">
      <Button ref={button} variant="outline" size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
        <ListFilter aria-hidden />
        Add filter
      </Button>
      {open && <FilterList {...props} onDone={close} />}
    </div>
  );
}
