export const SIDEBAR_COOKIE = "purser-sidebar";
export const WIDTH = { min: 220, max: 420, normal: 272 };

/** How the sidebar stood when this browser was here last; `width` in CSS px. */
export type SidebarState = { width: number; open: boolean };

const YEAR_S = 31_536_000;

/** Reads what `serializeSidebar` wrote; what it cannot read is as if there were nothing. */
export function parseSidebar(cookie: string | undefined): SidebarState {
  const [, width, closed] = /^(\d{3})(-closed)?$/.exec(cookie ?? "") ?? [];
  return { width: withinWidths(Number(width ?? WIDTH.normal)), open: !closed };
}

/** For `document.cookie`: the server must know it, so that the first paint is right. */
export function serializeSidebar({ width, open }: SidebarState): string {
  const value = `${withinWidths(width)}${open ? "" : "-closed"}`;
  return `${SIDEBAR_COOKIE}=${value}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

export function withinWidths(width: number): number {
  return Math.round(Math.min(Math.max(width, WIDTH.min), WIDTH.max));
}
