import { plainMarkup } from "../../plainText";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as it stands in HTML, also between quotes. */
export function escaped(text: string): string {
  return plainMarkup(text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? ""));
}
