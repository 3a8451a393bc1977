import { Search } from "lucide-react";
import type { Route } from "next";
import Form from "next/form";
import { HiddenFields } from "./hidden-fields";
import { Input } from "./input";

type SearchFormProps = {
  path: Route;
  label: string;
  placeholder: string;
  text: string | undefined;
  /** What else the address holds and keeps. */
  keep?: Record<string, string>;
};

/** Filters a list through the address, so that a filtered list can be shared and reloaded. */
export function SearchForm({ path, label, placeholder, text, keep = {} }: SearchFormProps) {
  return (
    <Form action={path} role="search" className="relative w-full sm:w-64">
      <HiddenFields values={keep} />
      <Search aria-hidden className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
      <Input
        type="search"
        name="q"
        aria-label={label}
        placeholder={placeholder}
        defaultValue={text}
        className="h-9 pl-9 text-sm"
      />
    </Form>
  );
}
