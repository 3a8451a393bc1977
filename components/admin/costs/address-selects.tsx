"use client";

import Form from "next/form";
import { useRef, useState } from "react";
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
      {choices.map((choice) => (
        <AddressSelect key={choice.name} {...choice} />
      ))}
      <noscript>
        <button type="submit" className={buttonStyles({ variant: "outline", size: "sm" })}>
          Show
        </button>
      </noscript>
    </Form>
  );
}

/** Shows what a pointer chose at once; keys pass over options, and Enter or leaving shows the one they stopped at. */
function AddressSelect({ label, name, value, options }: Choice) {
  const [chosen, setChosen] = useState({ value, of: value });
  const isByKey = useRef(false);
  // Another address has come, by a link or by this choice.
  if (chosen.of !== value) setChosen({ value, of: value });
  const current = chosen.of === value ? chosen.value : value;
  const send = (select: HTMLSelectElement) => {
    isByKey.current = false;
    if (select.value !== value) select.form?.requestSubmit();
  };
  return (
    <Select
      name={current === "" ? undefined : name}
      aria-label={label}
      value={current}
      onPointerDown={() => {
        isByKey.current = false;
      }}
      onKeyDown={(event) => {
        isByKey.current = true;
        if (event.key === "Enter") send(event.currentTarget);
      }}
      onBlur={(event) => send(event.currentTarget)}
      onChange={(event) => {
        const select = event.currentTarget;
        setChosen({ value: select.value, of: value });
        // The form is sent with the new choice once it is drawn.
        if (!isByKey.current) queueMicrotask(() => send(select));
      }}
      className="h-[33px] text-sm"
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
