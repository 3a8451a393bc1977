"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { ChoiceField } from "@/components/ui/choice-field";
import { FormEnd } from "@/components/ui/form-end";
import { TextField } from "@/components/ui/text-field";
import { useSubmit } from "@/components/ui/use-submit";
import type { ModelPrices } from "@/lib/assistants/types";
import { TierFields } from "./tier-fields";
import type { PriceActions } from "./types";
import { typedPerMillion } from "./words";

type PriceFormProps = {
  model: ModelPrices;
  action: PriceActions["set"];
  timeZone: string;
  onSaved: () => void;
};

const STARTS = { now: "Now", later: "Later" };
const DOLLARS = { inputMode: "decimal", autoComplete: "off" } as const;

/** A price from now or from a later moment on, beginning with the one that holds. */
export function PriceForm({ model, action, timeZone, onSaved }: PriceFormProps) {
  const { form, pending, message, question, errorOf } = useSubmit(action, onSaved);
  const [starts, setStarts] = useState<keyof typeof STARTS>("now");
  const price = model.current ?? model.planned[0];
  const typed = (rate: bigint | undefined) => (rate === undefined ? "" : typedPerMillion(rate));
  return (
    <form {...form} aria-label={`Price of ${model.id}`} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <input type="hidden" name="provider" value={model.provider} />
      <input type="hidden" name="model" value={model.model} />
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          label="Input"
          name="inputPicoUsd"
          defaultValue={typed(price?.inputPicoUsd)}
          error={errorOf("inputPicoUsd")}
          {...DOLLARS}
        />
        <TextField
          label="Output"
          name="outputPicoUsd"
          defaultValue={typed(price?.outputPicoUsd)}
          error={errorOf("outputPicoUsd")}
          {...DOLLARS}
        />
        <TextField
          label="Cached input"
          name="cachedInputPicoUsd"
          placeholder="As input"
          defaultValue={typed(price?.cachedInputPicoUsd)}
          error={errorOf("cachedInputPicoUsd")}
          {...DOLLARS}
        />
        <TextField
          label="Cache write"
          name="cacheWritePicoUsd"
          placeholder="As input"
          defaultValue={typed(price?.cacheWritePicoUsd)}
          error={errorOf("cacheWritePicoUsd")}
          {...DOLLARS}
        />
      </div>
      <TierFields tiers={price?.tiers ?? []} error={errorOf("tiers")} />
      <TextField
        label="Context window, in tokens"
        name="contextWindow"
        inputMode="numeric"
        autoComplete="off"
        placeholder="Unknown"
        defaultValue={price?.contextWindow?.toString() ?? ""}
        error={errorOf("contextWindow")}
      />
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <ChoiceField label="Begins" name="begins" choices={STARTS} value={starts} onChoose={setStarts} />
        {starts === "later" && (
          <TextField
            label={`Day and time in ${timeZone}`}
            name="effectiveFrom"
            type="datetime-local"
            error={errorOf("effectiveFrom")}
          />
        )}
      </div>
      <FormEnd pending={pending} question={question} />
    </form>
  );
}
