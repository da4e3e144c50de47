const last = { second: NaN, text: "" };

/** A moment as the header Date writes it: the same text for a whole second. @param wall ms since 1970 */
export function httpDate(wall: number): string {
  const second = Math.floor(wall / 1000);
  if (second !== last.second) {
    last.text = new Date(second * 1000).toUTCString();
    last.second = second;
  }
  return last.text;
}
