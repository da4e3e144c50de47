import { inspect } from "node:util";

/** How a service may write a secret that it repeats, by the name of the writing. */
export function secretWritings(secret: string): Readonly<Record<string, string>> {
  const json = JSON.stringify(secret);
  const units = secret.split("");
  const code = (unit: string, base: number, width: number): string =>
    unit.charCodeAt(0).toString(base).padStart(width, "0");
  const percent = Array.from(Buffer.from(secret), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  return {
    "as it is": secret,
    "as JSON": json,
    "as JSON in JSON": JSON.stringify(json),
    "as JSON in JSON in JSON": JSON.stringify(JSON.stringify(json)),
    "in \\u escapes": units.map((unit) => `\\u${code(unit, 16, 4)}`).join(""),
    "in \\U escapes of upper case": units.map((unit) => `\\u${code(unit, 16, 4).toUpperCase()}`).join(""),
    "with \\u escapes for what HTML minds": `"${units.map((unit) => (/[<>&'"]/.test(unit) ? `\\u${code(unit, 16, 4)}` : JSON.stringify(unit).slice(1, -1))).join("")}"`,
    "in HTML": secret
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;"),
    "in decimal entities": units.map((unit) => `&#${code(unit, 10, 2)};`).join(""),
    "in hexadecimal entities": units.map((unit) => `&#x${code(unit, 16, 2)};`).join(""),
    "escaped for a URL": encodeURIComponent(secret),
    "escaped for a URL in lower case": encodeURIComponent(secret).replaceAll(/%[0-9A-F]{2}/g, (hex) =>
      hex.toLowerCase(),
    ),
    "escaped for a form": new URLSearchParams({ secret }).toString().slice("secret=".length),
    "in percent throughout": percent,
    "in percent of upper case": percent.toUpperCase(),
    "as JSON in a URL": encodeURIComponent(json),
    "in hex": Buffer.from(secret).toString("hex"),
    "in hex of upper case": Buffer.from(secret).toString("hex").toUpperCase(),
    "in base64": Buffer.from(secret).toString("base64"),
    "in base64 one byte on": Buffer.from(`k${secret}`).toString("base64"),
    "in base64 two bytes on": Buffer.from(`k=${secret}`).toString("base64"),
    "in base64 twice": Buffer.from(Buffer.from(secret).toString("base64")).toString("base64"),
    "as JSON in base64": Buffer.from(json).toString("base64"),
    "escaped for a URL in base64": Buffer.from(encodeURIComponent(secret)).toString("base64"),
    "in percent throughout in base64": Buffer.from(percent).toString("base64"),
    "in hex with colons": Buffer.from(secret)
      .toString("hex")
      .replaceAll(/(..)(?!$)/g, "$1:"),
    "in hex with dashes": Buffer.from(secret)
      .toString("hex")
      .replaceAll(/(..)(?!$)/g, "$1-"),
    "in \\u{} escapes": Array.from(secret, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`).join(
      "",
    ),
    "in decimal entities without semicolons": units.map((unit) => `&#${code(unit, 10, 2)}`).join(""),
    "with what is not seen in between": Array.from(secret).join("\u200b"),
    "coloured character by character": Array.from(secret, (character) => `\u001b[1m${character}\u001b[0m`).join(""),
    "one character a line": Array.from(secret).join("\r\n"),
    "in hex in base64": Buffer.from(Buffer.from(secret).toString("hex")).toString("base64"),
    "in \\x escapes": Array.from(Buffer.from(secret), (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join(""),
    "in octal escapes": Array.from(Buffer.from(secret), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join(""),
    "in \\U escapes of 8 digits": Array.from(
      secret,
      (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`,
    ).join(""),
    "as a shell escapes it": secret.replaceAll(/[!-/:-@[-`{-~ ]/g, "\\$&"),
    "in JavaScript's escape": units
      .map((unit) =>
        /[A-Za-z0-9]/.test(unit) ? unit : unit < "\u0100" ? `%${code(unit, 16, 2)}` : `%u${code(unit, 16, 4)}`,
      )
      .join(""),
    "in HTML with all its names": secret
      .replaceAll("&", "&amp;")
      .replaceAll("/", "&sol;")
      .replaceAll("+", "&plus;")
      .replaceAll('"', "&quot;")
      .replaceAll("ä", "&auml;")
      .replaceAll("é", "&eacute;"),
    "in numbers": `[${Buffer.from(secret).join(", ")}]`,
    "in numbers in columns": inspect([...Buffer.from(secret)])
      .slice(1, -1)
      .trim(),
    "in hexadecimal numbers over several lines": Array.from(
      Buffer.from(secret),
      (byte, place) => `${place % 4 === 3 ? "\n  " : ""}0x${byte.toString(16).padStart(2, "0")}`,
    ).join(", "),
    "in numbers with signs": `[${Array.from(new Int8Array(Buffer.from(secret))).join(" ")}]`,
    "in UTF-16 in base64": Buffer.from(secret, "utf16le").toString("base64"),
    "in base64url": Buffer.from(secret).toString("base64url"),
    "in base64url one byte on, with more behind": Buffer.from(`k${secret}, and`).toString("base64url"),
  };
}
