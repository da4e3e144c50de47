/** Which one an answer is about: the one asked for, or where `other` is set the first other one there is. */
export function answeredAbout<T>(asked: T, all: Iterable<T>, other: boolean): T {
  if (!other) {
    return asked;
  }
  for (const one of all) {
    if (one !== asked) {
      return one;
    }
  }
  return asked;
}
