import { z } from "zod";

const placeSchema = z.tuple([z.string(), z.uuid()]);

/** Where a page of a list by name ended: the name and the id. */
export type NamePlace = z.infer<typeof placeSchema>;

export function writeNamePlace(place: NamePlace): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** Null, which is the first page, for no cursor and for a broken one. */
export function readNamePlace(cursor: string | undefined): NamePlace | null {
  if (!cursor) return null;
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    return null;
  }
}
