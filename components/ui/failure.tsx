import { Button } from "./button";
import { EmptyState } from "./empty-state";

export type FailureProps = { error: Error & { digest?: string }; reset: () => void };

/** What stands in place of a page that failed, with the number under which the log has it. */
export function Failure({ error, reset }: FailureProps) {
  return (
    <>
      <h1 className="sr-only">Something went wrong</h1>
      <EmptyState
        title="Something went wrong on our side"
        action={
          <Button variant="outline" onClick={reset}>
            Try again
          </Button>
        }
      >
        Nothing you wrote is lost.
        {error.digest && <span className="mt-1 block">Tell your admin this number: {error.digest}</span>}
      </EmptyState>
    </>
  );
}
