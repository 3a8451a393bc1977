/** "12 kB", "1.4 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function addressOf(attachment: { id: string }): string {
  return `/api/attachments/${attachment.id}`;
}
