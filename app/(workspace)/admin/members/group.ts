import { z } from "zod";

/** A department or a plan as a form sends it: an empty field takes it away. */
export const group = z.union([z.literal("").transform(() => null), z.uuid()]);
