"use client";

import type { Route } from "next";
import Link from "next/link";
import { type KeyboardEvent, useEffect, useState } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ActionResult } from "@/lib/errors";
import type { CostGroup } from "@/lib/reports/types";
import { GROUP_WORDS, nameOf } from "./words";

type Name = { key: string; label: string | null };
type Query = { group: CostGroup; text: string; from: string; to: string };

export type FilterListProps = {
  /** The present address behind the question mark. */
  search: string;
  days: { from: string; to: string };
  find: (query: Query) => Promise<ActionResult<Name[]>>;
  onDone: () => void;
};

const PAUSE_MS = 150;
const GROUPS = Object.entries(GROUP_WORDS);

/** Names of one kind while one types; each is a link to the page with it as one filter more. */
export function FilterList({ search, days, find, onDone }: FilterListProps) {
  const [group, setGroup] = useState<CostGroup>("member");
  const [text, setText] = useState("");
  const { names, problem } = useNames({ group, text, ...days }, find);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") onDone();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from wherever the focus is in it.
    <div
      onKeyDown={onKeyDown}
      className="absolute top-10 left-0 z-20 w-[min(20rem,calc(100vw-2rem))] rounded-card border border-line bg-card p-3 shadow-soft"
    >
      <Select
        aria-label="Filter by"
        value={group}
        onChange={(event) => setGroup(groupOf(event.target.value))}
        className="h-9 text-sm"
      >
        {GROUPS.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Input
        type="search"
        aria-label="Find a filter"
        placeholder={`Find a ${group}`}
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="mt-2 h-9 text-sm"
      />
      <p role="status" className="mt-2 text-muted text-sm">
        {problem ?? (names?.length === 0 ? `No ${group} is called so.` : "")}
      </p>
      <ul aria-label="Found" className="max-h-64 overflow-y-auto">
        {names?.map((name) => (
          <li key={name.key}>
            <Link
              href={withFilter(search, group, name.key)}
              scroll={false}
              onClick={onDone}
              className="block truncate rounded-control px-2 py-1.5 text-sm hover:bg-hover focus-visible:bg-hover"
            >
              {nameOf(group, name)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function useNames(query: Query, find: FilterListProps["find"]) {
  const [found, setFound] = useState<{ names: Name[] | null; problem: string | null }>({
    ...{ names: null, problem: null },
  });
  const { group, text, from, to } = query;
  useEffect(() => {
    let isLast = true;
    const timer = setTimeout(async () => {
      const result = await find({ group, text, from, to });
      if (!isLast) return;
      setFound(result.ok ? { names: result.data, problem: null } : { names: null, problem: result.message });
    }, PAUSE_MS);
    return () => {
      isLast = false;
      clearTimeout(timer);
    };
  }, [group, text, from, to, find]);
  return found;
}

function groupOf(value: string): CostGroup {
  for (const group of ["department", "plan", "model", "provider", "assistant", "purpose"] as const) {
    if (group === value) return group;
  }
  return "member";
}

function withFilter(search: string, group: string, key: string): Route {
  const query = new URLSearchParams(search);
  query.delete("after");
  if (!query.getAll(group).includes(key)) query.append(group, key);
  return `/admin/costs?${query}` as Route;
}
