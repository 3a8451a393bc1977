"use client";

import Form from "next/form";
import { buttonStyles } from "@/components/ui/button";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Select } from "@/components/ui/select";

type Choice = { label: string; name: string; value: string; options: { value: string; label: string }[] };

type AddressSelectsProps = { choices: Choice[]; keep: Record<string, string | readonly string[]> };

/** Choices that the address holds, sent together, so that a quick second one keeps the first; without scripts with a button. */
export function AddressSelects({ choices, keep }: AddressSelectsProps) {
  return (
    <Form action="/admin/costs" scroll={false} className="flex flex-wrap items-center gap-2">
      <HiddenFields values={keep} />
      {choices.map(({ label, name, value, options }) => (
        <Select
          key={`${name} ${value}`}
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
      ))}
      <noscript>
        <button type="submit" className={buttonStyles({ variant: "outline", size: "sm" })}>
          Show
        </button>
      </noscript>
    </Form>
  );
}
