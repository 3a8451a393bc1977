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
