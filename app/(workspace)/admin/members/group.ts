import { z } from "zod";

const none = z.literal("").transform(() => null);

/** A department or a plan as a form sends it: an empty field takes it away. */
export const group = z.union([none, z.uuid()]);

/** The same where nothing is chosen to begin with: `error` says what to choose. */
export const chosenGroup = (error: string) => z.union([none, z.uuid(error)], error);
