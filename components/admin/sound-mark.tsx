import { CircleAlert, Shield, ShieldCheck } from "lucide-react";
import { cn } from "@/components/ui/cn";

/** What a check found; `unknown` where there was none, or nothing to check. */
export type Standing = "sound" | "bad" | "unknown";

const MARKS = {
  sound: { Icon: ShieldCheck, colours: "bg-accent-soft text-accent" },
  bad: { Icon: CircleAlert, colours: "bg-bad-soft text-bad" },
  unknown: { Icon: Shield, colours: "bg-panel text-muted" },
};

/** For the eye; the words beside it say the same. */
export function SoundMark({ standing }: { standing: Standing }) {
  const { Icon, colours } = MARKS[standing];
  return (
    <span
      aria-hidden
      className={cn("inline-flex size-11 shrink-0 items-center justify-center rounded-full", colours)}
    >
      <Icon className="size-6" />
    </span>
  );
}
