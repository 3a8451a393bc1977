import type { PicoUsd } from "@/lib/money";

/** Who sees an assistant: its maker alone, the members of one department, or everyone. */
export type AssistantVisibility = "me" | "department" | "everyone";

/** An assistant as the gallery and the picker show it. */
export type AssistantItem = {
  id: string;
  name: string;
  description: string;
  /** An option id (`provider/model`); null leaves the choice to the member. */
  model: string | null;
  visibility: AssistantVisibility;
  /** Where it is visible to a department. */
  departmentName: string | null;
  makerName: string;
  isOwn: boolean;
  /** By its maker, and by admins where others see it too. */
  mayChange: boolean;
  archived: boolean;
};

export type AssistantPage = { assistants: AssistantItem[]; nextCursor: string | null };

/** An assistant with what it is told before each message. It has no tools. */
export type Assistant = AssistantItem & {
  instructions: string;
  instructionsTokens: number;
  /** The longest answer in tokens; null where only plans limit it. */
  outputTokensMax: number | null;
  departmentId: string | null;
};

/** What instructions add to a message at most. */
export type InstructionsWeight = {
  /** As o200k_base counts them. */
  tokens: number;
  /** The upper bound for this model, beyond what a message without an assistant begins with. */
  addedTokensMax: number;
  model: string;
  /** Null for a model that runs unpriced. */
  addedPicoUsdMax: PicoUsd | null;
};

/** `isVisible` is false where it is not shared with the member any more: then nothing can be sent. */
export type ThreadAssistant = Pick<AssistantItem, "id" | "name" | "description" | "model"> & {
  isVisible: boolean;
};
