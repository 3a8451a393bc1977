import { ChevronDown } from "lucide-react";
import type { ModelOption } from "@/lib/assistants/types";
import { modelWords } from "./quote";

type ModelPickerProps = {
  models: ModelOption[];
  model: ModelOption | undefined;
  onPick: (id: string) => void;
};

/** The platform's own list under a pill of ours: it shows the name when closed and prices when open. */
export function ModelPicker({ models, model, onPick }: ModelPickerProps) {
  if (!model) return null;
  if (models.length < 2) return <span className="truncate text-muted text-sm">{model.label}</span>;
  return (
    <span className="relative inline-flex h-7.5 min-w-0 items-center gap-1.5 rounded-full border border-line px-3 text-muted text-sm transition-colors focus-within:outline-2 focus-within:outline-accent hover:bg-hover hover:text-ink">
      <span aria-hidden className="truncate font-medium">
        {model.label}
      </span>
      <ChevronDown aria-hidden className="size-3.5 shrink-0" />
      <select
        aria-label="Model"
        value={model.id}
        onChange={(event) => onPick(event.target.value)}
        className="absolute inset-0 cursor-pointer bg-card text-ink opacity-0"
      >
        {models.map((option) => (
          <option key={option.id} value={option.id} disabled={!option.price && !option.unpriced}>
            {modelWords(option)}
          </option>
        ))}
      </select>
    </span>
  );
}
