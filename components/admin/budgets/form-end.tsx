import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";

/** The last row of a dialog's form. */
export function FormEnd({ pending }: { pending: boolean }) {
  return (
    <div className="flex justify-end gap-2 pt-1">
      <DialogClose asChild>
        <Button variant="ghost">Cancel</Button>
      </DialogClose>
      <Button type="submit" pending={pending}>
        Save
      </Button>
    </div>
  );
}
