"use client";

import { type ReactNode, useId } from "react";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Fields, type Field as PlanField, readFields, type ValuesOf } from "@/lib/planning";
import { MISTAKES } from "./mistakes";
import { useTexts } from "./texts";

type CalculatorProps<F extends Fields> = {
  /** The first part of its fields' names in the address, and its place among the mistakes. */
  id: string;
  title: string;
  about: ReactNode;
  fields: F;
  /** Ready-made values, or choices that are not typed. */
  choices?: ReactNode;
  /** Takes the room of two where there is room. */
  wide?: boolean;
  children: (values: ValuesOf<F>) => ReactNode;
};

/** A card of labelled fields whose result follows what is typed. */
export function Calculator<F extends Fields>(props: CalculatorProps<F>) {
  const { id, title, about, fields, choices, wide, children } = props;
  const titleId = useId();
  const { texts } = useTexts();
  const own = Object.fromEntries(Object.keys(fields).map((name) => [name, texts[`${id}.${name}`]]));
  const { values, errors } = readFields(fields, own);
  return (
    <Card aria-labelledby={titleId} className={wide ? "xl:col-span-2" : undefined}>
      <h3 id={titleId} className="font-semibold">
        {title}
      </h3>
      <p className="mt-0.5 text-muted text-sm">{about}</p>
      <div className="mt-4 grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] items-start gap-3">
        {choices}
        {Object.entries(fields).map(([name, field]) => (
          <TypedField key={name} name={`${id}.${name}`} field={field} error={errors[name]} />
        ))}
      </div>
      <div className="mt-4">
        {values ? (
          children(values)
        ) : (
          <p className="text-muted text-sm">Correct what is marked to see the result.</p>
        )}
      </div>
      <Mistakes sentences={MISTAKES[id] ?? []} />
    </Card>
  );
}

function Mistakes({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div className="mt-4 flex flex-col gap-1.5 border-line border-l-2 pl-3 text-muted text-sm">
      <strong className="font-medium text-ink">Often got wrong</strong>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

type TypedFieldProps = { name: string; field: PlanField<unknown>; error: string | undefined };

function TypedField({ name, field, error }: TypedFieldProps) {
  const { texts, change } = useTexts();
  const label = field.suffix ? `${field.label} (${field.suffix})` : field.label;
  return (
    <Field label={label} error={error}>
      {(control) => (
        <Input
          {...control}
          name={name}
          value={texts[name] ?? field.initial}
          onChange={({ target }) => change({ [name]: target.value })}
          inputMode="decimal"
          autoComplete="off"
          className="tabular-nums"
        />
      )}
    </Field>
  );
}
