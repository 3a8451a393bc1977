import { z } from "zod";

const CHARACTERS_MAX = 900_000;

export const costsInput = z.object({
  provider: z.string("Choose a provider.").trim().min(1, "Choose a provider."),
  costs: z.string().max(CHARACTERS_MAX, "Read at most 900 kB at once.").default(""),
  file: z.file().optional(),
});

export const fetchInput = z.object({ provider: z.string(), from: z.string(), to: z.string() });

/** What was pasted, or else what the file holds. */
export async function textOf({ costs, file }: { costs: string; file?: File | undefined }): Promise<string> {
  return costs.trim() === "" && file ? file.text() : costs;
}
