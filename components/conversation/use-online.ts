import { useOffline } from "next/offline";
import { useSyncExternalStore } from "react";

function subscribe(listener: () => void): () => void {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}

/** False while the browser has no network, and while requests have shown that Purser cannot be reached. */
export function useOnline(): boolean {
  const isUnreached = useOffline();
  const hasNetwork = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return hasNetwork && !isUnreached;
}
