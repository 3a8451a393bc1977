import type { ThreadServerActions } from "@/components/threads/thread-server-actions";
import * as actions from "./thread-actions";

export const THREAD_ACTIONS: ThreadServerActions = { ...actions };
