"use client";

import { BellRing } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ChannelRow } from "./channel-row";
import type { Channel, ChannelActions } from "./types";

type ChannelsCardProps = { channels: Channel[]; mailWorks: boolean; actions: ChannelActions };

const ChannelDialog = dynamic(() => import("./channel-dialog").then((module) => module.ChannelDialog), {
  ssr: false,
});

/** Where alerts go besides this page. */
export function ChannelsCard({ channels, mailWorks, actions }: ChannelsCardProps) {
  const [edited, setEdited] = useState<Channel | "new" | null>(null);
  return (
    <Card>
      <CardHeader
        title="Channels"
        description="Where alerts are sent. Without a channel they are in Purser alone."
        actions={
          <Button size="pill" onClick={() => setEdited("new")}>
            Add channel
          </Button>
        }
      />
      {channels.length === 0 ? (
        <EmptyState icon={<BellRing />} title="No channels yet">
          Add an email address, a Slack webhook or a webhook of your own to hear of alerts without opening
          Purser.
        </EmptyState>
      ) : (
        <ul aria-label="Channels" className="-my-3 divide-y divide-line">
          {channels.map((channel) => (
            <ChannelRow
              key={channel.channelId}
              channel={channel}
              actions={actions}
              onEdit={() => setEdited(channel)}
            />
          ))}
        </ul>
      )}
      {edited && (
        <ChannelDialog
          channel={edited === "new" ? null : edited}
          mailWorks={mailWorks}
          actions={actions}
          onClose={() => setEdited(null)}
        />
      )}
    </Card>
  );
}
