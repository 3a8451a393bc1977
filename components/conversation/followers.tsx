import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { announceChange } from "@/components/threads/other-tabs";
import type { Exchanges } from "./exchanges";
import { followExchange } from "./live-threads";

type FollowersProps = { thread: string; exchanges: Exchanges };

/** Reads the events of all that is under way in a thread. Shows nothing. */
export function Followers({ thread, exchanges }: FollowersProps) {
  return exchanges.map(
    ({ key, started, ended, link }) =>
      started &&
      !ended &&
      link !== "lost" && <Follower key={key} thread={thread} exchangeKey={key} runId={started.runId} />,
  );
}

type FollowerProps = { thread: string; exchangeKey: string; runId: string };

function Follower({ thread, exchangeKey, runId }: FollowerProps) {
  const router = useRouter();

  useEffect(() => {
    // Spending, the meter and the stored answer are the server's to say.
    const refresh = () => {
      router.refresh();
      announceChange();
    };
    return followExchange(
      thread,
      { key: exchangeKey, runId },
      { onDone: refresh, onTitle: refresh, onRefused: () => router.refresh() },
    );
  }, [router, thread, exchangeKey, runId]);

  return null;
}
