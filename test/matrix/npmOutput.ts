/** The registry does not answer or has not got what a cell is about: nothing was found out about the provider. */
export class UnavailableError extends Error {}

/** npm's error codes for a registry that is out of reach or refuses. */
const noAnswer =
  /^(E401|E403|E429|E5\d\d|EAI_AGAIN|ECONN\w+|E\w*TIMEDOUT|E\w*UNREACH|ENOTFOUND|ENOTCACHED|ERR_SOCKET\w+)$/;

/**
 * What an unsuccessful run of npm means: an UnavailableError when the registry is the cause, else an Error with all of
 * npm's words.
 *
 * @param lines what npm wrote
 * @param reason how the run ended, for when npm gave no error code
 */
export function npmError(lines: readonly string[], reason: string): Error {
  const errors = lines
    .flatMap((line) => /^npm error (.*\S)/.exec(line)?.[1] ?? [])
    .filter((line) => !/^(syscall|errno|A complete log) /.test(line));
  const code = errors.flatMap((line) => /^code (\S+)$/.exec(line)?.[1] ?? []).at(0);
  if (code === undefined) {
    return /^(nothing moved|not done)/.test(reason) ? new UnavailableError(`npm: ${reason}`) : new Error(reason);
  }
  return noAnswer.test(code) ? new UnavailableError(errors.slice(0, 2).join(": ")) : new Error(errors.join("\n"));
}

/** The packages of an `npm install` that ask for other versions of Node.js than the one in use. */
export function unsupportedEngines(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^npm warn EBADENGINE\s+package: '([^']+)'/.exec(line)?.[1] ?? []);
}
