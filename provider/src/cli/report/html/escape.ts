import { plainMarkup } from "../../plainText";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** A text as it stands in HTML, also between quotes; no line of the page begins with a part of it. */
export function escaped(text: string): string {
  return plainMarkup(text.replace(/[&<>"'\n\r\t]/g, (character) => ENTITIES[character] ?? ""));
}
