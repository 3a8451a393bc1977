"use client";

import { dayLabel } from "@/components/charts/words";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { controlStyles, fileStyles } from "@/components/ui/input";
import { type Submit, useSubmit } from "@/components/ui/use-submit";

const stay = () => undefined;

/** The provider's export, pasted or as a file. */
export function ReadCostsForm({ provider, read }: { provider: string; read: Submit }) {
  const { pending, errorOf, message, form } = useSubmit(read, stay);
  return (
    <form {...form} className="space-y-4">
      <HiddenFields values={{ provider }} />
      <Field
        label="Costs"
        hint="OpenAI’s costs export, or lines of date, model and dollars under the header date,model,usd."
        error={errorOf("costs")}
      >
        {(control) => (
          <textarea
            {...control}
            name="costs"
            rows={5}
            spellCheck={false}
            placeholder={"date,model,usd\n2026-11-21,gpt-4o-mini,1.25"}
            className={`${controlStyles} py-2 font-mono text-sm`}
          />
        )}
      </Field>
      <Field label="Or a CSV file" error={errorOf("file")}>
        {(control) => (
          <input {...control} type="file" name="file" accept=".csv,text/csv" className={fileStyles} />
        )}
      </Field>
      {message && <Alert tone="bad">{message}</Alert>}
      <Button type="submit" pending={pending}>
        Read costs
      </Button>
    </form>
  );
}

type FetchCostsFormProps = { provider: string; from: string; to: string; fetchCosts: Submit };

/** Asks the provider itself. */
export function FetchCostsForm({ provider, from, to, fetchCosts }: FetchCostsFormProps) {
  const { pending, message, form } = useSubmit(fetchCosts, stay);
  return (
    <form {...form} className="mb-5 space-y-3">
      <HiddenFields values={{ provider, from, to }} />
      {message && <Alert tone="bad">{message}</Alert>}
      <Button type="submit" variant="outline" pending={pending}>
        Fetch the costs of {dayLabel(from)} to {dayLabel(to)}
      </Button>
    </form>
  );
}
