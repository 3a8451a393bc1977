import { log } from "@/lib/log";

/** Runs the job now and again and again, each time `intervalMs` after the last one has ended. A failure is logged, not fatal. */
export function every(intervalMs: number, name: string, job: () => Promise<unknown>): void {
  const run = async () => {
    try {
      await job();
    } catch (error) {
      log.error({ err: error, job: name }, "a job failed");
    }
    setTimeout(run, intervalMs).unref();
  };
  void run();
}
