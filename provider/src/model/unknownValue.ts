/** How the engine writes a value that is not known yet in the inputs of check and diff. */
export const UNKNOWN_VALUE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether `value` is, or holds at any depth, a value that is not known before the update. */
export function holdsUnknown(value: unknown): boolean {
  if (value === UNKNOWN_VALUE) {
    return true;
  }
  if (typeof value !== "object" || value === null) {
    return false;
  }
  return Object.values(value).some(holdsUnknown);
}
