const longest = 500;

/** Text from outside as part of a sentence: one line, no control characters, at most 500 characters. */
export function oneLine(text: string): string {
  const flat = text.replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, " ").trim();
  return flat.length > longest ? `${flat.slice(0, longest)}...` : flat;
}
