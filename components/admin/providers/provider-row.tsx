"use client";

import { dayAndTime } from "@/components/shell/clock-words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Parts } from "@/components/ui/parts";
import { SelectBox } from "@/components/ui/selection/select-box";
import type { ProviderActions, ProviderCard } from "./types";
import { useProvider } from "./use-provider";
import { DIALECT_WORDS, pricedWords } from "./words";

type ProviderRowProps = {
  provider: ProviderCard;
  /** Whose prices the price book has for its name. */
  books: readonly string[];
  timeZone: string;
  actions: ProviderActions;
  /** Whether rows of this list have a box; one of the environment has room for it. */
  isSelectable: boolean;
  onReplace: () => void;
};

export function ProviderRow({ provider, books, timeZone, actions, ...row }: ProviderRowProps) {
  const { providerId, name, baseUrl, dialect, fromEnvironment, pausedAt } = provider;
  const { pending, outcome, test, togglePause, remove } = useProvider(provider, actions);
  const button = (label: string, onClick: () => void, of = "") => (
    <Button
      variant="outline"
      size="sm"
      disabled={pending}
      aria-label={`${label} ${of}${name}`}
      onClick={onClick}
    >
      {label}
    </Button>
  );
  return (
    <li className={cn("relative py-3", row.isSelectable && "pl-8")}>
      {!fromEnvironment && (
        <div className="absolute top-3.5 left-0">
          <SelectBox id={providerId} name={name} />
        </div>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-72">
          <p className="wrap-anywhere flex flex-wrap items-center gap-x-2 font-medium">
            {name}
            <State provider={provider} timeZone={timeZone} />
          </p>
          <Parts
            className="wrap-anywhere text-muted text-sm"
            parts={[baseUrl, DIALECT_WORDS[dialect], keyWords(provider)]}
          />
          <p className="text-muted text-sm">{pricedWords(name, books)}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          {button("Test", test)}
          {!fromEnvironment && button("Replace key", row.onReplace, "of ")}
          {!fromEnvironment && button(pausedAt ? "Resume" : "Pause", togglePause)}
          {!fromEnvironment && button("Remove", remove)}
        </div>
      </div>
      <p
        role="status"
        className={outcome?.works === false ? "mt-1 text-bad text-sm" : "mt-1 text-muted text-sm"}
      >
        {outcome?.sentence ?? lastTest(provider, timeZone)}
      </p>
    </li>
  );
}

type StateProps = Pick<ProviderRowProps, "provider" | "timeZone">;

function State({ provider, timeZone }: StateProps) {
  const { problem, pausedAt, failingSince, tested, fromEnvironment } = provider;
  if (problem === "shadowed") return <Badge tone="bad">The environment has one of this name</Badge>;
  if (problem === "unreadable") return <Badge tone="bad">The key cannot be read: replace it</Badge>;
  if (pausedAt) return <Badge tone="warn">Paused</Badge>;
  if (failingSince) return <Badge tone="bad">Failing since {dayAndTime(failingSince, timeZone)}</Badge>;
  if (tested?.works === false) return <Badge tone="bad">Failed the last test</Badge>;
  return <Badge>{tested || fromEnvironment ? "Works" : "Not tested"}</Badge>;
}

function keyWords({ fromEnvironment, keyEnding }: ProviderCard): string {
  if (fromEnvironment) return "Set by the environment";
  return keyEnding ? `Key ends in ${keyEnding}` : "Key is kept";
}

function lastTest({ tested, fromEnvironment }: ProviderCard, timeZone: string): string | null {
  if (tested) return `Tested ${dayAndTime(tested.at, timeZone)}: ${tested.sentence}`;
  return fromEnvironment ? null : "Test it: that costs nothing.";
}
