"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useRef, useState } from "react";
import { announceChange } from "@/components/threads/other-tabs";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { fileStyles } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { ImportReport } from "@/lib/assistants/types";
import { formatPercent } from "@/lib/percent";
import { wordsOf, wordsOfMore } from "./report-words";
import { sendFile } from "./send-file";

type Stage = { sent: number } | { report: ImportReport } | { message: string } | null;

/** Takes in a file of threads and says what came of it. */
export function ImportFile({ bytesMax }: { bytesMax: number }) {
  const router = useRouter();
  const field = useId();
  const input = useRef<HTMLInputElement>(null);
  const [stage, setStage] = useState<Stage>(null);
  const sending = stage !== null && "sent" in stage;
  const refused = stage !== null && "message" in stage;

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const file = input.current?.files?.[0];
    if (!file) return setStage({ message: "Choose a file first." });
    if (file.size > bytesMax) return setStage({ message: `A file has at most ${inMegabytes(bytesMax)}.` });
    setStage({ sent: 0 });
    setStage(await sendFile(file, (sent) => setStage({ sent })));
    if (input.current) input.current.value = "";
    router.refresh();
    announceChange();
  }

  return (
    <form onSubmit={onSubmit} noValidate className="mt-5 space-y-3 border-line border-t pt-4">
      <Label htmlFor={field}>Import a file</Label>
      <p id={`${field}-hint`} className="text-muted text-sm">
        {`Purser’s own export, or conversations.json from ChatGPT’s, up to ${inMegabytes(bytesMax)}. What imported threads cost elsewhere is shown with them and counts in no budget.`}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <input
          ref={input}
          id={field}
          type="file"
          accept=".json,application/json"
          disabled={sending}
          aria-describedby={`${field}-hint ${field}-result`}
          aria-invalid={refused || undefined}
          className={cn(fileStyles, "w-auto flex-1")}
        />
        <Button type="submit" size="sm" pending={sending}>
          Import
        </Button>
      </div>
      <div id={`${field}-result`}>
        {stage && "sent" in stage && <Progress sent={stage.sent} />}
        {stage && "message" in stage && <Alert tone="bad">{stage.message}</Alert>}
        {stage && "report" in stage && <Report report={stage.report} />}
      </div>
    </form>
  );
}

function Progress({ sent }: { sent: number }) {
  const words =
    sent < 1 ? `${formatPercent(Math.floor(sent * 100))} is sent` : "The rest of it is being read";
  return (
    <p className="flex items-center gap-3 text-muted text-sm">
      <progress aria-label="Import" value={sent} max={1} className="h-1.5 w-40 accent-accent" />
      {words}
    </p>
  );
}

function Report({ report }: { report: ImportReport }) {
  const more = wordsOfMore(report);
  return (
    <div className="space-y-2">
      {report.fault && <Alert tone="warn">{report.fault}</Alert>}
      <Alert tone={report.leftOut > 0 ? "warn" : "info"}>
        <p>{wordsOf(report)}</p>
        {report.reasons.length > 0 && (
          <ul className="mt-1 list-disc space-y-0.5 pl-5">
            {report.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
            {more && <li>{more}</li>}
          </ul>
        )}
      </Alert>
    </div>
  );
}

function inMegabytes(bytes: number): string {
  return `${Math.floor(bytes / 1024 / 1024)} MB`;
}
