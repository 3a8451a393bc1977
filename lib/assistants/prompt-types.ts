/** Who finds a prompt: its maker alone, or everyone in the organisation. */
export type PromptVisibility = "me" | "everyone";

/** A text under a name, to be put into the composer. `{{…}}` in it are blanks to be filled in. */
export type Prompt = {
  id: string;
  name: string;
  text: string;
  visibility: PromptVisibility;
  /** One's own, and for admins everyone's. */
  mayChange: boolean;
};

export type PromptPage = { prompts: Prompt[]; isAll: boolean };
