import { Card, CardHeader } from "@/components/ui/card";
import type { Suggestion } from "@/lib/reports/types";
import { FileMenu } from "./file-menu";
import { suggestionWords } from "./words";

/** What would save money, the dearest first. */
export function Suggestions({ suggestions }: { suggestions: readonly Suggestion[] }) {
  return (
    <Card aria-label="Suggestions">
      <CardHeader
        title="Suggestions"
        description="What would save a dollar or more in 30 days, the most first."
        actions={suggestions.length > 0 && <FileMenu of="suggestions" />}
      />
      {suggestions.length === 0 ? (
        <p className="text-sm">Nothing would have saved a dollar in the last 30 days.</p>
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
