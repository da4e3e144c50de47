export interface SettingsFault {
  /** The key to set, without a namespace, such as `region`. */
  readonly key: string;
  /** What is wrong, as one sentence without the list of places. */
  readonly sentence: string;
  /** Every place that was looked at, in order. */
  readonly looked?: readonly string[];
}

/** A setting is missing, malformed or contradicts another one. The message names the key to set and the places looked at. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly key: string;
  /** What is wrong, without the list of places. */
  readonly sentence: string;
  readonly looked: readonly string[];

  constructor(fault: SettingsFault) {
    const looked = fault.looked ?? [];
    super(looked.length === 0 ? fault.sentence : `${fault.sentence} Looked at: ${looked.join(", ")}.`);
    this.key = fault.key;
    this.sentence = fault.sentence;
    this.looked = looked;
  }
}

/** Recognises the error by its name, so that it also works across copies of the package. */
export function isSettingsError(error: unknown): error is SettingsError {
  return error instanceof Error && error.name === "SettingsError";
}
