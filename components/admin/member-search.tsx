import { Search } from "lucide-react";
import Form from "next/form";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Input } from "@/components/ui/input";

type MemberSearchProps = { query: string; keep: Record<string, string | readonly string[]> };

/** Filters the members by name or email; the address holds it. */
export function MemberSearch({ query, keep }: MemberSearchProps) {
  return (
    <Form action="/admin/costs" scroll={false} role="search" className="relative">
      <HiddenFields values={keep} />
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
      <Input
        type="search"
        name="q"
        aria-label="Find members"
        placeholder="Find members"
        defaultValue={query}
        className="h-8 w-44 pl-8 text-sm"
      />
    </Form>
  );
}
