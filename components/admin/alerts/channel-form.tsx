"use client";

import { useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { ChoiceField } from "@/components/ui/choice-field";
import { FormEnd } from "@/components/ui/form-end";
import { TextField } from "@/components/ui/text-field";
import { useSubmit } from "@/components/ui/use-submit";
import { KindChoices } from "./kind-choices";
import type { Channel, ChannelActions, ChannelKind } from "./types";
import { CHANNEL_WORDS } from "./words";

type ChannelFormProps = {
  channel: Channel | null;
  mailWorks: boolean;
  actions: Pick<ChannelActions, "add" | "change">;
  onSaved: () => void;
  /** Instead of `onSaved` where there is something to copy. */
  onSecret: (secret: string) => void;
};

export function ChannelForm({ channel, mailWorks, actions, onSaved, onSecret }: ChannelFormProps) {
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? "email");
  const secret = useRef<string | null>(null);
  const { form, pending, errorOf, message } = useSubmit(
    async (fields) => {
      if (channel) return actions.change(fields);
      const result = await actions.add(fields);
      secret.current = result.ok ? result.data.signingSecret : null;
      return result;
    },
    () => (secret.current ? onSecret(secret.current) : onSaved()),
  );
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      {channel && <input type="hidden" name="channelId" value={channel.channelId} />}
      {!channel && (
        <ChoiceField label="Kind" name="kind" choices={CHANNEL_WORDS} value={kind} onChoose={setKind} />
      )}
      {kind === "email" && !mailWorks && (
        <Alert tone="warn">
          No mail server is set yet: set SMTP_URL and MAIL_FROM, then start Purser again.
        </Alert>
      )}
      <TextField
        name="name"
        label="Name"
        hint="As it is called in this list."
        defaultValue={channel?.name}
        error={errorOf("name")}
        autoComplete="off"
      />
      {kind === "email" ? (
        <TextField
          name="recipients"
          label="Email addresses"
          hint="At most 10, with commas between them; each gets a mail of its own."
          defaultValue={channel?.recipients.join(", ")}
          error={errorOf("recipients")}
          autoComplete="off"
          inputMode="email"
        />
      ) : (
        !channel && (
          <TextField
            name="url"
            label="Address"
            hint="Begins with https://, or http:// for a host in WEBHOOK_HOSTS. It is kept encrypted and never shown again."
            error={errorOf("url")}
            autoComplete="off"
            inputMode="url"
          />
        )
      )}
      <KindChoices chosen={channel?.alertKinds ?? null} error={errorOf("alertKinds")} />
      <FormEnd pending={pending} label={channel ? "Save" : "Add"} />
    </form>
  );
}
