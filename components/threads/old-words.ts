import { longDay } from "@/components/shell/clock-words";

/** "1 thread", "12 threads". */
export function threadsWords(count: number): string {
  return count === 1 ? "1 thread" : `${count.toLocaleString("en-US")} threads`;
}

/** "1 day", "30 days". */
export function daysWords(days: number): string {
  return days === 1 ? "1 day" : `${days.toLocaleString("en-US")} days`;
}

type Deletion = { count: number; on: Date };

/** "12 threads will be deleted on 3 December". */
export function deletionWords({ count, on }: Deletion, timeZone: string): string {
  return `${threadsWords(count)} will be deleted on ${longDay(on, timeZone)}`;
}
