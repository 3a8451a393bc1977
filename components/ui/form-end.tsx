import { Alert } from "./alert";
import { Button } from "./button";
import { DialogClose } from "./dialog";

type FormEndProps = {
  pending: boolean;
  label?: string;
  tone?: "plain" | "bad" | undefined;
  /** What to make sure of first; the button then is the yes to it. */
  question?: string | null;
};

/** The last row of a dialog's form. */
export function FormEnd({ pending, label = "Save", tone = "plain", question = null }: FormEndProps) {
  return (
    <>
      {question && <Alert tone="warn">{question}</Alert>}
      <div className="flex justify-end gap-2 pt-1">
        <DialogClose asChild>
          <Button variant="ghost">Cancel</Button>
        </DialogClose>
        <Button type="submit" variant={tone === "bad" ? "danger" : "primary"} pending={pending}>
          {question ? `${label} anyway` : label}
        </Button>
      </div>
    </>
  );
}
