import type { Submit } from "@/components/ui/use-submit";
import type { Assistant, AssistantItem, InstructionsWeight } from "@/lib/assistants/types";
import type { ActionResult } from "@/lib/errors";

type Which = { assistantId: string };

/** An assistant in the gallery, with the words for its model. */
export type ShownAssistant = AssistantItem & { modelWords: string };

export type AssistantActions = {
  archive: (input: Which) => Promise<ActionResult<void>>;
  restore: (input: Which) => Promise<ActionResult<void>>;
};

export type WeighInstructions = (input: {
  instructions: string;
  model: string;
}) => Promise<ActionResult<InstructionsWeight>>;

type Named = { id: string; name: string };

/** What an assistant can be made of. */
export type AssistantChoices = {
  models: Named[];
  /** Whom a department's assistant can be for: the member's own, for admins every one. */
  departments: Named[];
};

export type AssistantFormProps = {
  /** Null for a new one. */
  assistant: Assistant | null;
  choices: AssistantChoices;
  save: Submit;
  weigh: WeighInstructions;
};
