import { Button } from "./button";
import { DialogClose } from "./dialog";

/** The last row of a dialog's form. */
export function FormEnd({ pending, label = "Save" }: { pending: boolean; label?: string }) {
  return (
    <div className="flex justify-end gap-2 pt-1">
      <DialogClose asChild>
        <Button variant="ghost">Cancel</Button>
      </DialogClose>
      <Button type="submit" pending={pending}>
        {label}
      </Button>
    </div>
  );
}
