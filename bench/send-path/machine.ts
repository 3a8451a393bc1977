import { cpus, loadavg, totalmem } from "node:os";

export type Machine = {
  cores: number;
  memoryGb: number;
  platform: string;
  node: string;
  /** What others were doing when the measurement began: with more than a little of it, times mean nothing. */
  loadBefore: number;
};

export function describeMachine(): Machine {
  const [loadBefore = 0] = loadavg();
  return {
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    loadBefore,
  };
}

/** One line that a figure is worth nothing without. */
export function machineLine({ cores, memoryGb, platform, node, loadBefore }: Machine): string {
  return `${cores} cores · ${memoryGb} GB · ${platform} · Node ${node} · load before ${loadBefore.toFixed(2)}`;
}
