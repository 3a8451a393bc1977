import { access, constants, mkdir, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { errorCode, LaunchFailure } from "./failure";

/** The folder that holds package.json. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

export const NEXT_BIN = join(ROOT, "node_modules", "next", "dist", "bin", "next");

/** The data directory's real path, made when missing. Others may pass through it (the database's user must), not read it. */
export async function openDataDir(dataDir: string): Promise<string> {
  const path = resolve(ROOT, dataDir);
  try {
    await mkdir(path, { recursive: true, mode: 0o711 });
    await access(path, constants.W_OK);
    return await realpath(path);
  } catch (error) {
    throw new LaunchFailure(
      `The data directory ${path} cannot be used (${errorCode(error)}): set DATA_DIR to a folder you may write to.`,
      { cause: error },
    );
  }
}
