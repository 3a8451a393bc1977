import { type AlertKind, kindField } from "./types";
import { KIND_WORDS } from "./words";

type KindChoicesProps = {
  /** Null: all of them, as a new channel begins. */
  chosen: readonly AlertKind[] | null;
  error: string | undefined;
};

const isKind = (text: string): text is AlertKind => Object.hasOwn(KIND_WORDS, text);
const KINDS = Object.keys(KIND_WORDS).filter(isKind);

/** What is sent, each as a box to tick. */
export function KindChoices({ chosen, error }: KindChoicesProps) {
  return (
    <fieldset className="space-y-2" aria-describedby={error ? "alert-kinds-error" : undefined}>
      <legend className="font-medium text-sm">What is sent</legend>
      {KINDS.map((kind) => (
        <label key={kind} className="flex items-start gap-2.5 text-sm">
          <input
            type="checkbox"
            name={kindField(kind)}
            defaultChecked={chosen === null || chosen.includes(kind)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span>
            {KIND_WORDS[kind].label}
            <span className="block text-muted">{KIND_WORDS[kind].hint}</span>
          </span>
        </label>
      ))}
      {error && (
        <p id="alert-kinds-error" className="text-bad text-sm">
          {error}
        </p>
      )}
    </fieldset>
  );
}
