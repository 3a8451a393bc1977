import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export type ProcessRow = {
  pid: number;
  parentPid: number;
  /** User and system time so far, that of children it has outlived included where the system tells. */
  cpuMs: number;
  command: string;
};

/** Linux counts in hundredths of a second wherever Node runs. */
const MS_PER_TICK = 10;

/** The processor time of a process and everything that descends from it, in ms. */
export function readCpuMs(rootPid: number): number {
  return listTree(rootPid).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** Resident memory in bytes, now and at its highest; the highest is known on Linux alone. */
export function readMemory(pid: number): { residentBytes: number; peakBytes: number | null } {
  if (process.platform !== "linux") {
    return { residentBytes: Number(ps(["-o", "rss=", "-p", String(pid)])) * 1024, peakBytes: null };
  }
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const bytesOf = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) * 1024;
  return { residentBytes: bytesOf("VmRSS"), peakBytes: bytesOf("VmHWM") };
}

/** A process and its descendants. */
export function listTree(rootPid: number): ProcessRow[] {
  const all = process.platform === "linux" ? linuxProcesses() : psProcesses();
  const within = new Set([rootPid]);
  // A parent may come after its child: pids are reused.
  for (let before = 0; before < within.size; ) {
    before = within.size;
    for (const { pid, parentPid } of all) if (within.has(parentPid)) within.add(pid);
  }
  return all.filter(({ pid }) => within.has(pid));
}

function linuxProcesses(): ProcessRow[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const stat = readOrNull(`/proc/${pid}/stat`);
      return stat ? [parseStat(stat, readOrNull(`/proc/${pid}/cmdline`) ?? "")] : [];
    });
}

/** The second field is the name in brackets, which may hold spaces and brackets itself. */
export function parseStat(stat: string, commandLine: string): ProcessRow {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
  return {
    pid: Number.parseInt(stat, 10),
    parentPid: Number(fields[1]),
    cpuMs: ticks * MS_PER_TICK,
    command: commandLine.replaceAll("\0", " ").trim(),
  };
}

function psProcesses(): ProcessRow[] {
  return ps(["-axww", "-o", "pid=,ppid=,time=,command="])
    .split("\n")
    .flatMap((line) => {
      const [, pid, parentPid, time, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      if (!pid || !time || !command) return [];
      return [{ pid: Number(pid), parentPid: Number(parentPid), cpuMs: parsePsTime(time), command }];
    });
}

/** "3:07.52" or "1-02:03:04" in ms. */
export function parsePsTime(time: string): number {
  const [clock = "", days = "0"] = time.split("-").reverse();
  const seconds = clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round((Number(days) * 86_400 + seconds) * 1000);
}

function ps(args: string[]): string {
  return execFileSync("ps", args, { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
}

/** Null for a process that ended while the list was read. */
function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH"))
      return null;
    throw error;
  }
}
