import { Search } from "lucide-react";
import Form from "next/form";
import { Input } from "@/components/ui/input";

/** Filters through the address, so that a filtered list can be shared and reloaded. */
export function ModelSearch({ text }: { text: string | undefined }) {
  return (
    <Form action="/admin/models" role="search" className="relative w-full sm:w-64">
      <Search aria-hidden className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
      <Input
        type="search"
        name="q"
        aria-label="Search models"
        placeholder="Model or provider"
        defaultValue={text}
        className="h-9 pl-9 text-sm"
      />
    </Form>
  );
}
