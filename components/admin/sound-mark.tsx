import { CircleAlert, ShieldCheck } from "lucide-react";
import { cn } from "@/components/ui/cn";

/** For the eye; the words beside it say the same. */
export function SoundMark({ isBad }: { isBad: boolean }) {
  const Icon = isBad ? CircleAlert : ShieldCheck;
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex size-11 shrink-0 items-center justify-center rounded-full",
        isBad ? "bg-bad-soft text-bad" : "bg-accent-soft text-accent",
      )}
    >
      <Icon className="size-6" />
    </span>
  );
}
