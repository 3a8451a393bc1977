"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { ActionResult } from "@/lib/errors";
import { SoundMark, type Standing } from "../sound-mark";
import type { ChainReport, Verify } from "./types";

/** Whether nothing was changed in the log, reckoned anew on request: a long log takes a while. */
export function ChainCard({ verify }: { verify: Verify }) {
  const [result, setResult] = useState<ActionResult<ChainReport> | null>(null);
  const [isPending, startTransition] = useTransition();
  const isBad = standingOf(result) === "bad";
  const check = () => startTransition(async () => setResult(await verify({})));
  return (
    <Card aria-label="Chain" className="flex flex-wrap items-center gap-4">
      <SoundMark standing={standingOf(result)} />
      <div role={isBad ? "alert" : "status"} className="min-w-0 flex-1 basis-60">
        <h2 className={cn("font-semibold text-lg leading-snug", isBad && "text-bad")}>{headingOf(result)}</h2>
        <p className="mt-0.5 break-words text-muted text-sm">{sentenceOf(result)}</p>
      </div>
      <Button variant="outline" size="pill" pending={isPending} onClick={check}>
        Verify the chain
      </Button>
    </Card>
  );
}

function standingOf(result: ActionResult<ChainReport> | null): Standing {
  if (!result) return "unknown";
  if (!result.ok || result.data.broken) return "bad";
  return result.data.verified === 0 ? "unknown" : "sound";
}

function headingOf(result: ActionResult<ChainReport> | null): string {
  if (!result) return "See whether a row was changed";
  if (!result.ok) return "The chain was not verified";
  const { verified, broken } = result.data;
  if (broken) return `The chain is broken at #${broken.seq}`;
  return verified === 0 ? "The log is empty" : `Chain verified up to #${verified}`;
}

function sentenceOf(result: ActionResult<ChainReport> | null) {
  if (!result)
    return "Each row holds the hash of the one before it, so none can be changed or left out unseen.";
  if (!result.ok) return result.message;
  const { head, verified, broken } = result.data;
  if (broken) {
    return `Make a backup of the database and compare it with an older one: of this row, ${broken.why}.`;
  }
  if (!head) return "There is nothing to verify yet.";
  return (
    <>
      Note down {verified}:<span className="break-all font-mono text-xs">{head}</span> outside Purser, and
      “purser audit verify --head” tells later whether anything up to here has changed.
    </>
  );
}
