const steps = new Set<() => void>();

/**
 * What must not be left behind when this process ends before it could tidy up: run at its exit, without waiting.
 * Answers how to take it back, once the same was done in order. A SIGKILL of this process alone escapes it.
 */
export function atExit(step: () => void): () => void {
  if (steps.size === 0) process.once("exit", runAll);
  steps.add(step);
  return () => steps.delete(step);
}

function runAll(): void {
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      console.error(error);
    }
  }
}
