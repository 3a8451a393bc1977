import { z } from "zod";
import { AppError } from "@/lib/errors";
import { isAddress } from "@/lib/mail";
import { readKinds } from "./kinds";
import type { AlertKind, ChannelKind } from "./types";

export const CHANNELS_MAX = 20;
export const RECIPIENTS_MAX = 10;
const NAME_MAX = 60;

export type ChannelInput = {
  name: string;
  /** What is sent to it. */
  alertKinds: readonly string[];
  /** For email alone. */
  recipients?: readonly string[] | undefined;
};

export type NewChannelInput = ChannelInput & {
  kind: ChannelKind;
  /** For webhooks alone; never shown again. */
  url?: string | undefined;
};

export type ReadChannel = { name: string; alertKinds: AlertKind[]; recipients: string[] };

/** What an admin entered, as it is stored. Throws `invalid` with the field. */
export function readChannel(kind: ChannelKind, input: ChannelInput): ReadChannel {
  const name = z.string().trim().min(1).max(NAME_MAX).safeParse(input.name);
  if (!name.success) throw refuse("name", `Enter a name of at most ${NAME_MAX} characters.`);
  const alertKinds = readKinds(input.alertKinds);
  if (alertKinds.length === 0) throw refuse("alertKinds", "Choose at least one kind of alert.");
  return { name: name.data, alertKinds, recipients: kind === "email" ? readRecipients(input) : [] };
}

function readRecipients({ recipients = [] }: ChannelInput): string[] {
  const given = [...new Set(recipients.map((one) => one.trim().toLowerCase()).filter(Boolean))];
  const wrong = given.find((address) => !isAddress(address));
  if (wrong !== undefined) throw refuse("recipients", `“${wrong}” is no email address.`);
  if (given.length === 0 || given.length > RECIPIENTS_MAX) {
    throw refuse("recipients", `Enter 1 to ${RECIPIENTS_MAX} email addresses.`);
  }
  return given;
}

function refuse(field: string, sentence: string): AppError {
  return new AppError("invalid", sentence, { details: { field } });
}
