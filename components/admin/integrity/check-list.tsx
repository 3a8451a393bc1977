import { Check as CheckMark, X } from "lucide-react";
import { Card, CardHeader } from "@/components/ui/card";
import { CHECKS, type Check, wrongWords } from "./words";

/** Every check with what it found; below one that failed stands what to do. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  return (
    <Card>
      <CardHeader title="Checks" description="Every sum was added up again from the entries." />
      <ul aria-label="Checks" className="divide-y divide-line">
        {checks.map((check) => (
          <CheckRow key={check.name} check={check} />
        ))}
      </ul>
    </Card>
  );
}

function CheckRow({ check }: { check: Check }) {
  const { name, about, advice } = CHECKS[check.name];
  const failed = check.wrong > 0;
  return (
    <li className="py-2.5 text-sm">
      <div className="flex items-start justify-between gap-4">
        <p>
          <span className="font-medium">{name}</span> <span className="text-muted">{about}</span>
        </p>
        {failed ? (
          <span className="flex shrink-0 items-center gap-1.5 font-medium text-bad">
            <X aria-hidden className="size-4" />
            {wrongWords(check)}
          </span>
        ) : (
          <span className="flex shrink-0 items-center gap-1.5 text-muted">
            <CheckMark aria-hidden className="size-4 text-accent" />0 differences
          </span>
        )}
      </div>
      {failed && <p className="mt-1.5 rounded-control bg-bad-soft px-3 py-2 text-bad">{advice}</p>}
    </li>
  );
}
