import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Assistant } from "@/lib/assistants/types";
import { makerWords, visibilityWords } from "./words";

type AssistantViewProps = { assistant: Assistant; modelWords: string };

/** An assistant for those who may choose it but not change it. */
export function AssistantView({ assistant, modelWords }: AssistantViewProps) {
  const { id, description, instructions, instructionsTokens, outputTokensMax } = assistant;
  const facts = [
    makerWords(assistant),
    visibilityWords(assistant),
    modelWords,
    ...(outputTokensMax === null
      ? []
      : [`Answers of at most ${outputTokensMax.toLocaleString("en-US")} tokens`]),
  ];
  return (
    <Card className="space-y-4">
      {description && <p>{description}</p>}
      <ul className="space-y-1 text-muted text-sm">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <div>
        <h2 className="font-medium text-sm">
          Instructions{" "}
          <span className="font-normal text-muted">
            {`· ${instructionsTokens.toLocaleString("en-US")} tokens, sent with each message`}
          </span>
        </h2>
        <p className="wrap-anywhere mt-1.5 whitespace-pre-wrap rounded-control bg-panel px-4 py-3 text-sm">
          {instructions}
        </p>
      </div>
      <Button asChild>
        <Link href={`/?assistant=${id}` as Route}>Start a thread</Link>
      </Button>
    </Card>
  );
}
