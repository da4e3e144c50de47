/** A moment as the header X-Sdk-Date writes it: `YYYYMMDDTHHMMSSZ`. */
export function sdkDate(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}
