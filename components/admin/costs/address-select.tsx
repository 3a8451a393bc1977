"use client";

import Form from "next/form";
import { buttonStyles } from "@/components/ui/button";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Select } from "@/components/ui/select";

type AddressSelectProps = {
  label: string;
  name: string;
  value: string;
  options: { value: string; label: string }[];
  keep: Record<string, string | readonly string[]>;
};

/** A choice that the address holds; without scripts it has a button. */
export function AddressSelect({ label, name, value, options, keep }: AddressSelectProps) {
  return (
    <Form action="/admin/costs" scroll={false} className="flex items-center gap-2">
      <HiddenFields values={keep} />
      <Select
        key={value}
        name={name}
        aria-label={label}
        defaultValue={value}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
        className="h-[33px] text-sm"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
      <noscript>
        <button type="submit" className={buttonStyles({ variant: "outline", size: "sm" })}>
          Show
        </button>
      </noscript>
    </Form>
  );
}
