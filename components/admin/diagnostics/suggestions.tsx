import { Card, CardHeader } from "@/components/ui/card";
import { formatUsd } from "@/lib/money";
import type { Diagnostics } from "@/lib/reports/types";
import { FileMenu } from "./file-menu";
import { LeverLink } from "./trouble";
import { suggestionWords } from "./words";

/** What would save money, the dearest first. */
export function Suggestions({ suggestions, minimums }: Pick<Diagnostics, "suggestions" | "minimums">) {
  const least = formatUsd(minimums.suggestionMinPicoUsd);
  return (
    <Card aria-label="Suggestions">
      <CardHeader
        title="Suggestions"
        description={
          <>
            What would save {least} or more in 30 days, the most first (
            <LeverLink href="/admin/alerts">change</LeverLink>).
          </>
        }
        actions={suggestions.length > 0 && <FileMenu of="suggestions" />}
      />
      {suggestions.length === 0 ? (
        <p className="text-sm">Nothing would have saved {least} in the last 30 days.</p>
      ) : (
        <ol className="list-decimal space-y-2 pl-5 text-sm">
          {suggestions.map((one) => (
            <li key={`${one.kind} ${one.model}`}>{suggestionWords(one)}</li>
          ))}
        </ol>
      )}
    </Card>
  );
}
