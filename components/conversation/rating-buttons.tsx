import { ThumbsDown, ThumbsUp } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import { cn } from "@/components/ui/cn";
import type { Rating } from "@/lib/assistants/types";
import type { MessageTools } from "./message-tools";
import { QuietButton } from "./quiet-button";

const NoteDialog = dynamic(() => import("./details/note-dialog").then((module) => module.NoteDialog), {
  ssr: false,
});

type RatingButtonsProps = { messageId: string; rated: Rating | null; rate: MessageTools["rate"] };

/** Good or bad; pressing the one that is pressed takes it back. A bad answer may get a note. */
export function RatingButtons({ messageId, rated, rate }: RatingButtonsProps) {
  // What was chosen here, before the page is made anew; undefined: nothing yet.
  const [chosen, setChosen] = useState<Rating | null | undefined>(undefined);
  const [isNoting, setNoting] = useState(false);
  const now = chosen === undefined ? rated : chosen;

  async function choose(rating: Rating["rating"]) {
    const next = now?.rating === rating ? null : { rating, note: null };
    setChosen(next);
    const result = await callAction(() => rate({ messageId, rating: next?.rating ?? null }));
    if (result.ok) return;
    setChosen(now);
    toast.error(result.message);
  }

  const isBad = now?.rating === "bad";
  return (
    <>
      <RatingButton rating="good" pressed={now?.rating === "good"} onPress={choose} />
      <RatingButton rating="bad" pressed={isBad} onPress={choose} />
      {isBad && (
        <QuietButton onClick={() => setNoting(true)}>{now.note ? "Your note" : "Say why"}</QuietButton>
      )}
      {isBad && isNoting && (
        <NoteDialog
          note={now.note ?? ""}
          save={(note) => rate({ messageId, rating: "bad", note })}
          onSaved={(note) => setChosen({ rating: "bad", note: note || null })}
          onClose={() => setNoting(false)}
        />
      )}
    </>
  );
}

type RatingButtonProps = {
  rating: Rating["rating"];
  pressed: boolean;
  onPress: (rating: Rating["rating"]) => Promise<void>;
};

function RatingButton({ rating, pressed, onPress }: RatingButtonProps) {
  const label = rating === "good" ? "Good answer" : "Bad answer";
  const Icon = rating === "good" ? ThumbsUp : ThumbsDown;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={() => void onPress(rating)}
      className={cn(
        "inline-flex size-6 items-center justify-center rounded-md hover:bg-hover hover:text-ink pointer-coarse:size-8",
        pressed && "bg-hover text-ink [&_svg]:fill-current",
      )}
    >
      <Icon aria-hidden className="size-3.5" />
    </button>
  );
}
