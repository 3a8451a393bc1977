"use client";

import { useState } from "react";
import type { Choices } from "./types";

type PlanModelsProps = {
  plan: { models: string[] | null } | null;
  models: Choices["models"];
  error: string | undefined;
};

/** Every model, or some of them. Sent as one field, a line for each; empty for every model. */
export function PlanModels({ plan, models, error }: PlanModelsProps) {
  const [isLimited, setLimited] = useState(Boolean(plan?.models));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(plan?.models ?? []));
  const options = optionsOf(plan?.models ?? [], models);
  function toggle(value: string) {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    setChosen(next);
  }
  return (
    <fieldset className="space-y-2" aria-describedby={error ? "plan-models-error" : undefined}>
      <legend className="font-medium text-sm">Models</legend>
      <input type="hidden" name="allModels" value={isLimited ? "" : "on"} />
      <input type="hidden" name="models" value={isLimited ? [...chosen].join("\n") : ""} />
      <div className="flex gap-4 text-sm">
        <Choice type="radio" checked={!isLimited} onChange={() => setLimited(false)} words="Every model" />
        <Choice type="radio" checked={isLimited} onChange={() => setLimited(true)} words="Only these" />
      </div>
      {isLimited && (
        <ul
          aria-label="Models of the plan"
          className="max-h-44 space-y-1.5 overflow-y-auto rounded-control border border-line p-3 text-sm"
        >
          {options.map(({ value, words }) => (
            <li key={value}>
              <Choice
                type="checkbox"
                checked={chosen.has(value)}
                onChange={() => toggle(value)}
                words={words}
              />
            </li>
          ))}
        </ul>
      )}
      {error && (
        <p id="plan-models-error" role="alert" className="text-bad text-sm">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** What is offered, under the name that the plan has it by, and what the plan has besides. */
function optionsOf(named: string[], models: Choices["models"]): { value: string; words: string }[] {
  const offered = models.map(({ id, name }) => ({ value: named.includes(name) ? name : id, words: name }));
  const others = named.filter((name) => !offered.some(({ value }) => value === name));
  return [...offered, ...others.map((name) => ({ value: name, words: `${name} (not offered now)` }))];
}

type ChoiceProps = { type: "radio" | "checkbox"; checked: boolean; onChange: () => void; words: string };

function Choice({ words, ...input }: ChoiceProps) {
  return (
    <label className="flex items-center gap-2">
      <input className="size-4 accent-accent" {...input} />
      {words}
    </label>
  );
}
