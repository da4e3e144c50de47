/** Lines of a PEM shorter than this are not looked for on their own. */
const LONG_LINE = 16;

/** What a text gives away, as sentences that do not give it away again. Secrets are looked for in every usual writing. */
export function leaks(text: string, secrets: readonly string[], where: string): string[] {
  return secrets.flatMap((secret, index) =>
    formsOf(secret).some((form) => text.includes(form)) ? [`secret ${index + 1} shows in ${where}`] : [],
  );
}

function formsOf(secret: string): string[] {
  const lines = secret.split("\n").filter((line) => line.length >= LONG_LINE && !line.startsWith("-----"));
  return [secret, ...lines].flatMap((piece) => [
    piece,
    Buffer.from(piece).toString("base64").replace(/=+$/, ""),
    Buffer.from(piece).toString("base64url"),
    encodeURIComponent(piece),
    new URLSearchParams({ piece }).toString().slice("piece=".length),
    JSON.stringify(piece).slice(1, -1),
    JSON.stringify(JSON.stringify(piece).slice(1, -1)).slice(1, -1),
  ]);
}
