"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { announceChange } from "@/components/threads/other-tabs";
import { followExchange } from "./live-threads";

type FollowerProps = { thread: string; exchangeKey: string; runId: string };

/** Reads the events of one run while it is on the page. Shows nothing. */
export function Follower({ thread, exchangeKey, runId }: FollowerProps) {
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
