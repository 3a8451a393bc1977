"use client";

import { useEffect, useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { ChoiceField } from "@/components/ui/choice-field";
import { TextField } from "@/components/ui/text-field";
import type { BudgetScope } from "@/lib/budgets/types";
import { SCOPE_GROUPS } from "./budget-words";
import type { Choices } from "./types";

const CHOSEN_HERE: readonly BudgetScope[] = [
  "org",
  "department",
  "department_member",
  "plan",
  "member",
  "api_key",
  "model",
  "assistant",
];

const SCOPE_LABELS = Object.fromEntries(
  SCOPE_GROUPS.filter(({ scope }) => CHOSEN_HERE.includes(scope)).map(({ scope, label }) => [scope, label]),
);

type WhomFieldsProps = { choices: Choices; errorOf: (name: string) => string | undefined };

/** What a new budget is for, and which one of it. */
export function WhomFields({ choices, errorOf }: WhomFieldsProps) {
  const [scope, setScope] = useState<string>("org");
  return (
    <>
      <ChoiceField
        label="For"
        name="scope"
        choices={SCOPE_LABELS}
        value={scope}
        onChoose={setScope}
        hint={SCOPE_GROUPS.find((group) => group.scope === scope)?.description}
        error={errorOf("scope")}
      />
      <WhomField key={scope} scope={scope} choices={choices} error={errorOf("whom")} />
    </>
  );
}

type WhomFieldProps = { scope: string; choices: Choices; error: string | undefined };

function WhomField({ scope, choices, error }: WhomFieldProps) {
  switch (scope) {
    case "department":
    case "department_member":
      return <NamedField label="Department" named={choices.departments} error={error} />;
    case "plan":
      return <NamedField label="Plan" named={choices.plans} error={error} />;
    case "model":
      return <NamedField label="Model" named={choices.models} error={error} />;
    case "assistant":
      return <NamedField label="Assistant" named={choices.assistants} error={error} />;
    case "member":
      return <MemberField label="Member" name="whom" choices={choices} error={error} />;
    case "api_key":
      return (
        <TextField
          label="The key’s first characters"
          name="whom"
          autoComplete="off"
          placeholder="pk_…"
          hint="As the list of keys shows them."
          error={error}
        />
      );
    default:
      return null;
  }
}

function NamedField({
  label,
  named,
  error,
}: {
  label: string;
  named: Choices["models"];
  error: string | undefined;
}) {
  if (named.length === 0) return <Alert>There is no {label.toLowerCase()} yet. Add one first.</Alert>;
  const choices = Object.fromEntries(named.map(({ id, name }) => [id, name]));
  return <ChoiceField label={label} name="whom" choices={choices} error={error} />;
}

type MemberFieldProps = {
  label: string;
  name: string;
  hint?: string;
  choices: Choices;
  error: string | undefined;
};

/** Any member by name or email, with suggestions while one types. */
export function MemberField({ choices, ...field }: MemberFieldProps) {
  const id = useId();
  const { suggestions, suggest } = useSuggestions(choices);
  return (
    <>
      <TextField
        autoComplete="off"
        list={id}
        placeholder="Name or email"
        onChange={(event) => suggest(event.target.value)}
        {...field}
      />
      <datalist id={id}>
        {suggestions.map(({ email, name }) => (
          <option key={email} value={email}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}

const PAUSE_MS = 200;

/** Where not all members came with the page, those that match are asked for once somebody stops typing. */
function useSuggestions({ members, findMembers }: Choices) {
  const [text, suggest] = useState("");
  const [suggestions, setSuggestions] = useState(members);
  useEffect(() => {
    if (!findMembers || text === "") return;
    let isLast = true;
    const timer = setTimeout(async () => {
      const result = await findMembers({ text });
      if (isLast && result.ok) setSuggestions(result.data);
    }, PAUSE_MS);
    return () => {
      isLast = false;
      clearTimeout(timer);
    };
  }, [findMembers, text]);
  return { suggestions, suggest };
}
