import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { createJson, readJson } from "./json-file";

const secretSchema = z.object({ authSecret: z.string().min(32) });

/** The secret that signs sessions, made once and kept in the data directory for its owner alone. */
export async function keepAuthSecret(dataDir: string): Promise<{ secret: string; isNew: boolean }> {
  const file = join(dataDir, "secret.json");
  const isNew = await createJson(file, { authSecret: randomBytes(32).toString("base64url") });
  const kept = await readJson(file, secretSchema);
  if (!kept) throw new Error(`${file} holds no secret.`);
  return { secret: kept.authSecret, isNew };
}
