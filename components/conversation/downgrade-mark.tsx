import { useId, useState } from "react";
import { QuietButton } from "./quiet-button";

/** That a cheaper model answered than the one asked for; why is told on request, in a row of its own. */
export function DowngradeMark({ reason }: { reason: string | null }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  if (reason === null) return null;
  return (
    <>
      <QuietButton
        onClick={() => setOpen(!open)}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={reason}
        className="-mx-1.5 font-medium text-warn underline decoration-dotted underline-offset-2 hover:text-warn"
      >
        Cheaper model
      </QuietButton>
      {open && (
        <p id={id} className="order-last basis-full">
          {reason}
        </p>
      )}
    </>
  );
}
