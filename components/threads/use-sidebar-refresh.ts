import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { onOtherTabsChange } from "./other-tabs";

const WHILE_RUNNING_MS = 8000;

/** Keeps the sidebar true to what happens elsewhere: in other tabs, and in threads that answer out of sight. */
export function useSidebarRefresh(running: boolean): void {
  const router = useRouter();

  useEffect(() => onOtherTabsChange(() => router.refresh()), [router]);

  useEffect(() => {
    const onReturn = () => document.visibilityState === "visible" && router.refresh();
    document.addEventListener("visibilitychange", onReturn);
    return () => document.removeEventListener("visibilitychange", onReturn);
  }, [router]);

  useEffect(() => {
    if (!running) return;
    const timer = setInterval(
      () => document.visibilityState === "visible" && router.refresh(),
      WHILE_RUNNING_MS,
    );
    return () => clearInterval(timer);
  }, [router, running]);
}
