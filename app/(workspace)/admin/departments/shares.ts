import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Share } from "@/lib/finance";

const FIELD = /^share-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const PERCENT = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/;

/** The form's fields, `share-<department>` in percent each; what else a browser sends is left out. */
export const sharesForm = z.record(z.string(), z.unknown());

/** Percentages as hundredths of a percent; an empty one is none. Throws `invalid` about the field that is no percentage. */
export function readShares(fields: Record<string, unknown>): Share[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const departmentId = FIELD.exec(name)?.[1];
    return departmentId && typeof value === "string"
      ? [{ departmentId, basisPoints: readPercent(name, value) }]
      : [];
  });
}

function readPercent(field: string, typed: string): number {
  const text = typed.trim();
  if (text === "") return 0;
  const [, whole, fraction = ""] = PERCENT.exec(text) ?? [];
  const basisPoints = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  if (whole === undefined || basisPoints > 10_000) {
    throw new AppError("invalid", "Enter a percentage from 0 to 100, such as 12.5.", { details: { field } });
  }
  return basisPoints;
}
