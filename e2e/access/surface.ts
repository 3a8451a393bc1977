import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const APP = "app";
const MANIFEST = join(".next", "server", "server-reference-manifest.json");

const manifest = z.object({
  node: z.record(
    z.string(),
    z.object({ filename: z.string(), exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

/** Who may come in, as the source says. */
export type Door = "admin" | "public" | "member" | "program";
export type Route = { address: string; method: string; door: Door };
export type ServerAction = {
  /** `file#name` below `app`, without the groups in parentheses. */
  name: string;
  id: string;
  door: Door;
  /** A page that has it. */
  page: string;
};

/** The address of every page, with its parameters in brackets. */
export function listPages(): string[] {
  return filesNamed("page.tsx").map(addressOf).sort();
}

const SIGN_IN_LIBRARY = "api/auth/[...nextauth]/route.ts";

/** Every method of every route, but for those of the sign-in library. Throws for a route whose methods it cannot read. */
export function listRoutes(): Route[] {
  const paths = filesNamed("route.ts").filter((path) => path !== SIGN_IN_LIBRARY);
  return paths.flatMap((path) => {
    const source = read(path);
    const found = [...source.matchAll(/^export (?:const|async function|function) ([A-Z]+)\b(.*)$/gm)];
    const exported = source.match(/^export (?!type\b)/gm) ?? [];
    const settings = source.match(/^export const (?:dynamic|maxDuration|runtime|revalidate)\b/gm) ?? [];
    if (found.length === 0 || found.length + settings.length !== exported.length) {
      throw new Error(
        `${path} exports what is neither a method nor a setting: nobody knows who may call it.`,
      );
    }
    return found.map(([, method = "", rest = ""]) => ({
      address: addressOf(path),
      method,
      door: doorOf(rest),
    }));
  });
}

/** Every action that the build under test answers to. */
export function listActions(): ServerAction[] {
  const { node } = manifest.parse(JSON.parse(readFileSync(MANIFEST, "utf8")));
  return Object.entries(node).map(([id, { filename, exportedName, workers }]) => {
    const line = read(filename.slice(`${APP}/`.length)).match(
      new RegExp(`^export const ${exportedName} = .*`, "m"),
    );
    const pages = Object.keys(workers).map((worker) => addressOf(worker.slice(`${APP}/`.length)));
    const name = `${withoutGroups(filename.slice(`${APP}/`.length))}#${exportedName}`;
    return { name, id, door: doorOf(line?.[0] ?? ""), page: pages.sort(plainFirst)[0] ?? "/" };
  });
}

function doorOf(source: string): Door {
  if (/defineAdmin(Action|Route)/.test(source)) return "admin";
  if (/defineProgramRoute/.test(source)) return "program";
  return /define(Action|Route)/.test(source) ? "member" : "public";
}

function plainFirst(a: string, b: string): number {
  return Number(a.includes("[")) - Number(b.includes("["));
}

function filesNamed(name: string): string[] {
  const all = readdirSync(APP, { recursive: true, encoding: "utf8" });
  return all.filter((path) => path === name || path.endsWith(`/${name}`));
}

function read(path: string): string {
  return readFileSync(join(APP, path), "utf8");
}

function withoutGroups(path: string): string {
  return path.replaceAll(/\([^)]*\)\//g, "");
}

function addressOf(path: string): string {
  return `/${withoutGroups(path).replace(/\/?(page|route)(\.tsx?)?$/, "")}`;
}
