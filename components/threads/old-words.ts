import { longDay } from "@/components/shell/clock-words";

/** "1 thread", "12 threads". */
export function threadsWords(count: number): string {
  return count === 1 ? "1 thread" : `${count.toLocaleString("en-US")} threads`;
}

type Deletion = { count: number; on: Date };

/** "12 threads will be deleted on 3 December". */
export function deletionWords({ count, on }: Deletion, timeZone: string): string {
  return `${threadsWords(count)} will be deleted on ${longDay(on, timeZone)}`;
}
