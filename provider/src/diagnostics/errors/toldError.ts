/**
 * The same error with another message: for whoever catches it, kind and facts stay; whoever prints it sees the message.
 * The error itself is left alone, as several callers may have got it.
 */
export function toldError(error: unknown, message: string): Error {
  const told = new Error(message, { cause: error });
  if (error instanceof Error) {
    Object.setPrototypeOf(told, Object.getPrototypeOf(error) as object);
    Object.assign(told, error);
    const frames = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
    told.stack = [`${error.name}: ${message}`, ...frames].join("\n");
  }
  return told;
}
