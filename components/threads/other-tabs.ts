const CHANNEL = "purser.threads";

/** One for the page: a channel does not hear itself. */
let channel: BroadcastChannel | undefined;

function open(): BroadcastChannel {
  channel ??= new BroadcastChannel(CHANNEL);
  return channel;
}

/** Tells this browser's other tabs that a thread has changed. */
export function announceChange(): void {
  open().postMessage("changed");
}

/** Calls back when another tab changed a thread. Returns what ends the listening. */
export function onOtherTabsChange(callback: () => void): () => void {
  const listening = open();
  listening.addEventListener("message", callback);
  return () => listening.removeEventListener("message", callback);
}
