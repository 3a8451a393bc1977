"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Parts } from "@/components/ui/parts";
import { usePausable } from "../use-pausable";
import type { Channel, ChannelActions } from "./types";
import { CHANNEL_WORDS, KIND_WORDS } from "./words";

type ChannelRowProps = { channel: Channel; actions: ChannelActions; onEdit: () => void };

export function ChannelRow({ channel, actions, onEdit }: ChannelRowProps) {
  const { name, kind, alertKinds, pausedAt } = channel;
  const { pending, outcome, test, togglePause, remove } = useChannel(channel, actions);
  const button = (label: string, onClick: () => void) => (
    <Button variant="outline" size="sm" disabled={pending} aria-label={`${label} ${name}`} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-72">
          <p className="wrap-anywhere flex flex-wrap items-center gap-x-2 font-medium">
            {name}
            {pausedAt && <Badge tone="warn">Paused</Badge>}
          </p>
          <Parts
            className="wrap-anywhere text-muted text-sm"
            parts={[CHANNEL_WORDS[kind], goesTo(channel), ...alertKinds.map((one) => KIND_WORDS[one].label)]}
          />
        </div>
        <div className="flex flex-wrap gap-2">
          {button("Test", test)}
          {button("Edit", onEdit)}
          {button(pausedAt ? "Resume" : "Pause", togglePause)}
          {button("Remove", remove)}
        </div>
      </div>
      <p
        role="status"
        className={outcome?.works === false ? "mt-1 text-bad text-sm" : "mt-1 text-muted text-sm"}
      >
        {outcome?.sentence}
      </p>
    </li>
  );
}

function goesTo({ recipients, host }: Channel): string {
  return host ?? recipients.join(", ");
}

function useChannel({ channelId, name, pausedAt }: Channel, actions: ChannelActions) {
  const which = { channelId };
  return usePausable({
    name,
    isPaused: pausedAt !== null,
    calls: {
      test: () => actions.test(which),
      pause: () => actions.pause(which),
      resume: () => actions.resume(which),
      remove: () => actions.remove(which),
      restore: () => actions.restore(which),
    },
    words: {
      testing: "A test is being sent…",
      paused: `${name} gets nothing until you resume it.`,
      resumed: `${name} gets alerts again.`,
    },
  });
}
