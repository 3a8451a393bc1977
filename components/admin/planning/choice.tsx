"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useTexts } from "./texts";
import type { PlanningModel } from "./types";

type ChoiceProps = {
  /** Its name in the address. */
  name: string;
  label: string;
  options: { value: string; label: string }[];
  value: string;
};

/** One of several, kept in the address like everything else. */
export function Choice({ name, label, options, value }: ChoiceProps) {
  const { change } = useTexts();
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          name={name}
          value={value}
          onChange={({ target }) => change({ [name]: target.value })}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

type ModelChoiceProps = { name: string; label: string; models: PlanningModel[]; value: string };

export function ModelChoice({ models, ...choice }: ModelChoiceProps) {
  return <Choice {...choice} options={models.map(({ id, name }) => ({ value: id, label: name }))} />;
}

/** The model that the address names, or the one at that place; the last where there are fewer. */
export function useModel(name: string, models: PlanningModel[], place = 0): PlanningModel | undefined {
  const { texts } = useTexts();
  return models.find(({ id }) => id === texts[name]) ?? models[Math.min(place, models.length - 1)];
}
