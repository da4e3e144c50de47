/** Characters that take two columns of a terminal: East Asian wide forms and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Characters that take no column of their own. */
const none = /\p{Mark}|[\u200b-\u200d\ufe0f]/u;

/** Columns of a terminal that a character takes. */
export function characterWidth(character: string): number {
  if (none.test(character)) {
    return 0;
  }
  return wide.test(character) ? 2 : 1;
}

/** Columns of a terminal that a text of one line takes. */
export function textWidth(text: string): number {
  // Nearly every text is plain ASCII, where each character takes one.
  return /^[\x20-\x7e]*$/.test(text)
    ? text.length
    : Array.from(text).reduce((width, character) => width + characterWidth(character), 0);
}
