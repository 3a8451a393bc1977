import { z } from "zod";

/** As many as the longest page of a list has. */
export const BULK_MAX = 100;

const CHOOSE = "Select at least one.";

/** The ids of what is selected: a list, or as a form sends it, text with commas between. One spelling of each. */
export const bulkIds = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(","))], CHOOSE)
  .pipe(
    z.array(z.uuid(CHOOSE).toLowerCase()).min(1, CHOOSE).max(BULK_MAX, `Select at most ${BULK_MAX} at once.`),
  );
