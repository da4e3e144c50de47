/** What the description of an input says, in its parts. */
export interface InputFacts {
  readonly what: string;
  /** Empty when it has to be given, or when nothing takes its place. */
  readonly byDefault: string;
  /** What a change of it does. */
  readonly change: string;
}

/** Takes a description apart: it ends with the sentence `A change ...`, and has a sentence `Default: ...` or none. */
export function inputFacts(description: string): InputFacts {
  const [, before = description, change = ""] = /^(.*) A change (.*)\.$/s.exec(description) ?? [];
  const [sentence = "", byDefault = ""] = / ?\bDefault: (.+?)\.(?= |$)/s.exec(before) ?? [];
  return { what: before.replace(sentence, "").trim(), byDefault, change };
}
