"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { ShownOnce } from "@/components/ui/shown-once";
import { ChannelForm } from "./channel-form";
import type { Channel, ChannelActions } from "./types";

type ChannelDialogProps = {
  /** Null for a new one. */
  channel: Channel | null;
  mailWorks: boolean;
  actions: Pick<ChannelActions, "add" | "change">;
  onClose: () => void;
};

export function ChannelDialog({ channel, mailWorks, actions, onClose }: ChannelDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={secret ? "The channel is added" : channel ? `Edit ${channel.name}` : "Add channel"}
      description={channel ? "Another address is another channel: add that, then remove this." : undefined}
    >
      {secret ? (
        <ShownOnce
          label="Signing secret"
          hint="With it your receiver checks by Standard Webhooks that an alert is from Purser. It is shown only now."
          value={secret}
          copy="Copy secret"
        />
      ) : (
        <ChannelForm
          channel={channel}
          mailWorks={mailWorks}
          actions={actions}
          onSaved={onClose}
          onSecret={setSecret}
        />
      )}
    </Dialog>
  );
}
