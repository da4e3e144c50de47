/** Why a text that a program gives cannot be the path that is meant, and how to cure it; undefined when it can be. Repeats nothing of it. */
export function pathFault(path: string): string | undefined {
  // Of an empty one more is said elsewhere.
  if (path !== "" && path.trim() === "") {
    return "is blank; give the path of a file, or leave it out";
  }
  if (path.startsWith("~")) {
    return 'starts with "~", which only a shell expands; build the path with os.homedir()';
  }
  if (/^(?:\$\{?[A-Za-z_]|%[A-Za-z_]{1,64}%)/.test(path)) {
    return "starts with a variable, which only a shell expands; let the program read it";
  }
  return /^file:/i.test(path) ? "is a URL; give the path (fileURLToPath of node:url makes one of it)" : undefined;
}
