import { AppError } from "@/lib/errors";

const HOST_LENGTH_MAX = 253;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const EXAMPLE = "such as images.example.org or *.example.org";

/** Under a country's name many registries sell names one level lower. */
const SOLD_BELOW_COUNTRIES =
  /^(ac|co|com|edu|gob|gouv|gov|go|ltd|me|mil|ne|net|nom|or|org|plc|sch)\.[a-z]{2}$/;

/** Names below which anybody can have a host of their own within a minute, at any depth; the best known of them. */
const ANYBODYS = [
  ...["amazonaws.com", "appspot.com", "azureedge.net", "azurewebsites.net", "blogspot.com", "cloudfront.net"],
  ...["firebaseapp.com", "fly.dev", "github.io", "gitlab.io", "glitch.me", "herokuapp.com", "netlify.app"],
  ...["ngrok-free.app", "ngrok.io", "onrender.com", "pages.dev", "r2.dev", "surge.sh", "trycloudflare.com"],
  ...["vercel.app", "web.app", "windows.net", "workers.dev", "googleusercontent.com", "googleapis.com"],
  ...["digitaloceanspaces.com", "backblazeb2.com", "aliyuncs.com", "myqcloud.com", "supabase.co"],
];

/**
 * A host as an admin types it, in the form in which a content security policy has it: `images.example.org`, or
 * `*.example.org` for everything below that name. Throws `invalid` with one sentence for what is wrong.
 */
export function readImageHost(typed: string): string {
  const text = typed.trim();
  refuseWhatIsNoHost(text);
  const isWide = text.startsWith("*.");
  const host = toAscii(isWide ? text.slice(2) : text);
  if (!host) throw refused(text, `is no host: enter one ${EXAMPLE}`);
  if (/^\[|^\d+(\.\d+){3}$/.test(host)) throw refused(text, "is a number: enter the host's name");
  const labels = host.split(".");
  if (host.length > HOST_LENGTH_MAX || labels.some((label) => !LABEL.test(label))) {
    throw refused(text, `is no host: enter one ${EXAMPLE}`);
  }
  if (labels.at(-1) === "localhost") throw refused(text, "is each reader's own computer: enter another host");
  if (labels.length < 2) {
    throw refused(
      text,
      isWide
        ? "would allow a whole top level: name more of the host"
        : "has only one part: enter the whole host",
    );
  }
  if (isWide && (SOLD_BELOW_COUNTRIES.test(host) || isAnybodys(host))) {
    throw refused(text, "would allow hosts of anybody: name more of the host");
  }
  return isWide ? `*.${host}` : host;
}

function isAnybodys(host: string): boolean {
  return ANYBODYS.some((name) => host === name || host.endsWith(`.${name}`));
}

/** Each thing that people paste along with a host has a sentence of its own. */
function refuseWhatIsNoHost(text: string): void {
  if (text.includes("://"))
    throw refused(text, "begins with a scheme: enter the host alone, https is understood");
  if (text.includes("@")) throw refused(text, "has a name before the host: leave it out");
  if (/[/?#\\]/.test(text)) throw refused(text, "goes on after the host: enter the host alone");
  if (/^\[/.test(text) || (text.match(/:/g) ?? []).length > 1)
    throw refused(text, "is a number: enter the host's name");
  if (text.includes(":")) throw refused(text, "names a port: leave it out, only the usual one is asked");
  if (text.replace(/^\*\./, "").includes("*")) {
    throw refused(text, "has a star that is not its first part: write it as in *.example.org");
  }
}

/** As browsers write it, in lower case and with other scripts in ASCII; null for what no browser takes for a host. */
function toAscii(host: string): string | null {
  const url = `https://${host}/`;
  // An address is read without its line breaks, which would make one host of two lines.
  if (host === "" || /\s/.test(host) || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return hostname.replace(/\.$/, "");
}

function refused(text: string, why: string): AppError {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return new AppError("invalid", `“${shown}” ${why}.`, { details: { field: "hosts" } });
}
