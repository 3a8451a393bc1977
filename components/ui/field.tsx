import { type ReactNode, useId } from "react";
import { Label } from "./label";

type ControlProps = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

type FieldProps = {
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value and what to do; read out with the control. */
  error?: string | undefined;
  children: (control: ControlProps) => ReactNode;
};

/** A labelled control: `<Field label="Email">{(control) => <Input {...control} name="email" />}</Field>`. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="space-y-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children({
        id,
        ...(note ? { "aria-describedby": `${id}-note` } : {}),
        ...(error ? { "aria-invalid": true as const } : {}),
      })}
      {note && (
        <p id={`${id}-note`} className={error ? "text-bad text-sm" : "text-muted text-sm"}>
          {note}
        </p>
      )}
    </div>
  );
}
