"use client";

import type { Route } from "next";
import Form from "next/form";
import { buttonStyles } from "@/components/ui/button";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Select } from "@/components/ui/select";

type MonthSelectProps = {
  path: Route;
  month: string;
  options: { value: string; label: string }[];
  /** Shown while the month is not one of the options. */
  placeholder?: string;
  keep: Record<string, string>;
};

/** A list of months that opens the chosen one; without scripts it has a button. */
export function MonthSelect({ path, month, options, placeholder, keep }: MonthSelectProps) {
  const isListed = options.some(({ value }) => value === month);
  return (
    <Form action={path} className="flex items-center gap-2">
      <HiddenFields values={keep} />
      <Select
        key={month}
        name="month"
        aria-label={placeholder ? "Earlier month" : "Month"}
        defaultValue={isListed ? month : ""}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
        className="h-[33px] text-sm"
      >
        {!isListed && (
          <option value="" disabled>
            {placeholder ?? "Month"}
          </option>
        )}
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
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
