import type { Conn } from "@/db/client";
import { type CombinationsInput, keyOf, type Place, readPlaces } from "./cost-combinations";
import { OTHERS } from "./cost-labels";
import type { CostRange, Costs } from "./cost-types";
import { beyond, sumUp } from "./usage-row";

type Divided = NonNullable<Costs["divided"]>;

/**
 * The chart of the groups with each piece divided by the group's own parts: what a group has beyond them, and the others
 * altogether, is a piece of the part `*`. In one snapshot both add up to the same, in every bucket and group.
 */
export async function readDivided(conn: Conn, range: CostRange, input: CombinationsInput): Promise<Divided> {
  const top = input.parts
    .filter(({ of, key }) => of !== OTHERS && key !== OTHERS)
    .map(({ of, key }): Place => ({ key: keyOf(of, key), groupKey: of, partKey: key }));
  const places = new Map(top.map((place) => [place.key, place]));
  const byPiece = new Map<string, Divided>();
  for (const { key, ...piece } of await readPlaces(conn, range, { ...input, top })) {
    const { groupKey, partKey } = places.get(key) ?? { groupKey: OTHERS, partKey: OTHERS };
    const name = nameOf(piece.bucket, groupKey);
    byPiece.set(name, [...(byPiece.get(name) ?? []), { ...piece, groupKey, partKey }]);
  }
  return input.pieces.flatMap(({ bucket, key: groupKey, ...sum }) => {
    const own = byPiece.get(nameOf(bucket, groupKey)) ?? [];
    const rest = beyond(sum, sumUp(own));
    return rest ? [...own, { ...rest, bucket, groupKey, partKey: OTHERS }] : own;
  });
}

const nameOf = (bucket: string, groupKey: string) => `${bucket} ${groupKey}`;
