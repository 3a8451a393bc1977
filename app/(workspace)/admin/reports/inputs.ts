import { z } from "zod";

export const recipientsInput = z.object({
  departmentId: z.string("Choose a department.").transform((id) => id || null),
  recipients: z
    .string()
    .max(8_000, "Enter at most 20 addresses.")
    .transform((text) => text.split(/[\s,;]+/).filter(Boolean)),
});

export const whichReport = z.object({ reportId: z.string() });

export function savedWords(count: number): string {
  if (count === 0) return "Saved. This report is not mailed.";
  return `Saved. The next report goes to ${count === 1 ? "one address" : `${count} addresses`}.`;
}
