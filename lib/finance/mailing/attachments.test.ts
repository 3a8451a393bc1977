import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { monthlyReports } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { readFile } from "../monthly/read-file";
import { readAttachments } from "./attachments";

const db = useTestDb();

test("a mail takes the files that fit, the PDF before the CSV", () =>
  inTestTransaction(db, async (tx) => {
    const id = newId();
    await tx.insert(monthlyReports).values({
      ...{ id, month: "2019-01-01", departmentKey: id, name: "=Sales", revision: 1, digest: "d" },
      ...{ costPicoUsd: 1n, estimatedPicoUsd: 0n },
      ...{ pdf: Buffer.alloc(600, "p"), csv: gzipSync(Buffer.alloc(400, "c")) },
    });
    const read = async (bytesMax?: number) => {
      const { files, hasPdf, hasCsv } = await readAttachments(tx, id, bytesMax);
      return { sizes: files.map(({ bytes }) => bytes.length), hasPdf, hasCsv };
    };
    expect(await read()).toEqual({ sizes: [600, 400], hasPdf: true, hasCsv: true });
    expect(await read(1_000)).toEqual({ sizes: [600, 400], hasPdf: true, hasCsv: true });
    expect(await read(999)).toEqual({ sizes: [600], hasPdf: true, hasCsv: false });
    expect(await read(599)).toEqual({ sizes: [400], hasPdf: false, hasCsv: true });
    expect(await read(100)).toEqual({ sizes: [], hasPdf: false, hasCsv: false });
    expect(
      await readFile(tx, { reportId: id, as: "pdf", bytesMax: 599 }),
      "it stays in the database",
    ).toBeNull();
  }));
