import type { Prompt, PromptPage } from "@/lib/assistants/types";
import type { ActionResult } from "@/lib/errors";

export type PromptFields = Pick<Prompt, "name" | "text" | "visibility">;

type Action<I, T> = (input: I) => Promise<ActionResult<T>>;

/** What can be asked of the server about prompts; the app passes its actions. */
export type PromptActions = {
  /** Those whose names begin so. */
  list: Action<{ prefix: string }, PromptPage>;
  get: Action<{ promptId: string }, Prompt>;
  save: Action<PromptFields & { promptId?: string | undefined }, { message: string }>;
  /** Answers what was deleted, so that saving it undoes that. */
  remove: Action<{ promptId: string }, PromptFields>;
};
