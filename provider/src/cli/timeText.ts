/** A moment as tables show it: "2026-11-21 02:46:15Z"; "-" when it is not known. */
export function timeText(time: string | undefined): string {
  return time === undefined ? "-" : time.replace("T", " ").replace(/\.\d+Z$/, "Z");
}
