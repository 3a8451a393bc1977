import { z } from "zod";
import { kindField } from "@/components/admin/alerts/types";
import { readKinds } from "@/lib/alerts";
import { parseUsd } from "@/lib/money";

const typed = z.string().trim();
const box = z.literal("on").optional();

/** The boxes of a form, by kind. */
const boxes = {
  [kindField("threshold")]: box,
  [kindField("forecast")]: box,
  [kindField("anomaly")]: box,
  [kindField("unpriced")]: box,
  [kindField("provider")]: box,
  [kindField("overrun")]: box,
};

const addresses = typed
  .max(4_000, "Enter at most 10 addresses.")
  .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
  .optional();

const common = { name: typed, recipients: addresses, ...boxes };

function toChannel<T extends z.output<z.ZodObject<typeof common>>>({ name, recipients, ...rest }: T) {
  const ticked = Object.entries(rest).flatMap(([field, value]) =>
    value === "on" ? [field.replace("sends_", "")] : [],
  );
  return { name, recipients, alertKinds: readKinds(ticked) };
}

export const newChannel = z
  .object({
    ...common,
    kind: z.enum(["email", "slack", "webhook"], "Choose a kind."),
    url: typed.max(2_000, "Enter an address of at most 2,000 characters.").optional(),
  })
  .transform((input) => ({ ...toChannel(input), kind: input.kind, url: input.url }));

export const changedChannel = z
  .object({ ...common, channelId: z.string() })
  .transform((input) => ({ ...toChannel(input), channelId: input.channelId }));

export const whichChannel = z.object({ channelId: z.string() });
export const whichDelivery = z.object({ deliveryId: z.string() });

/** Percentages as they are typed; what is none becomes NaN, which the rule refuses in its own words. */
export const thresholdsInput = z.object({
  thresholds: typed.max(200, "Enter at most 8 percentages.").transform((text) =>
    text
      .split(/[\s,;%]+/)
      .filter(Boolean)
      .map((one) => (/^\d{1,3}$/.test(one) ? Number(one) : Number.NaN)),
  ),
});

const dollars = typed.transform((text, context) => {
  try {
    return parseUsd(text.replace(/^\$\s*/, ""));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue("Enter dollars with a point, such as 1 or 0.05.");
    return z.NEVER;
  }
});

/** From which amounts on a day is an anomaly and something is suggested. */
export const minimumsInput = z.object({ anomalyMinPicoUsd: dollars, suggestionMinPicoUsd: dollars });
