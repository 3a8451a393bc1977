import { z } from "zod";

/** A whole number; what is none becomes NaN, which the rule refuses in its own words. */
const count = z.string().trim();
const toNumber = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);
const countOrNothing = count.transform((text) => (text === "" ? null : toNumber(text)));

/** The rules about old threads as they are typed; an empty field means never, or no limit. */
export const threadRulesInput = z.object({
  archiveAfterDays: countOrNothing,
  deleteAfterDays: countOrNothing,
  temporaryHours: count.transform(toNumber),
  activeThreadsMax: countOrNothing,
});

/** Hosts as they are typed or pasted: one a line, or with commas or blanks between them. */
export const imageHostsInput = z.object({
  hosts: z
    .string()
    .max(10_000, "Enter at most 20 hosts.")
    .transform((text) => text.split(/[\s,]+/).filter((host) => host !== "")),
});
