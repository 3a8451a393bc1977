/** "80%", "12.5%", "50, 80 and 95%": how every percentage is written, on pages, in mails and in PDFs. */
export function formatPercent(percent: bigint | number | string): string {
  return `${percent}%`;
}
