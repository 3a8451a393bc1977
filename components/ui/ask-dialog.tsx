import { Button } from "./button";
import { Dialog, DialogClose } from "./dialog";
import type { Asked } from "./use-asked";

type AskDialogProps = {
  title: string;
  /** On the button that is the yes. */
  yes: string;
  asked: Asked;
};

/** Shows what the server asks before it does something. */
export function AskDialog({ title, yes, asked }: AskDialogProps) {
  const { question, isPending } = asked;
  return (
    <Dialog open={question !== null} onOpenChange={asked.no} title={title} description={question}>
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button variant="ghost">Cancel</Button>
        </DialogClose>
        <Button variant="danger" onClick={asked.yes} pending={isPending}>
          {yes}
        </Button>
      </div>
    </Dialog>
  );
}
