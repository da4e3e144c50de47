/** So much of the beginning of a form is enough to know it: what echoes it may have cut it off. */
const WINDOW = 8;
/** A part that does not begin where the secret begins is longer: it may be an ordinary word. */
const TELLING_PART = 12;
/** A word that passwords begin with, and our own texts are full of: alone it gives no more away than that. */
const WORD = /^password$/i;
/**
 * From one window to the next, by how long forms are at most: of a password every telling part holds a window, of keys and
 * tokens a longer one.
 */
const STRIDES = [
  { longest: 64, stride: TELLING_PART - WINDOW },
  { longest: 128, stride: 16 },
  { longest: Infinity, stride: 32 },
];
/** Short forms are known by any window. */
const SHORT_FORM = 16;
/** A window of fewer different characters (`AAAAAAAA`) says nothing about a long form. */
const TELLING_CHARACTERS = 5;

/** A part of a text, and what is to stand there instead. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly instead: string;
}

interface Place {
  readonly form: string;
  readonly at: number;
  readonly instead: string;
}

/** Finds forms of secrets in texts, whole ones and telling parts of them, in time that grows with the text only. */
export class SecretIndex {
  readonly #places = new Map<string, Place[]>();
  readonly #short = new Map<string, string>();

  /** Notes a form, and what is to stand in its place. */
  add(form: string, instead: string): void {
    if (form.length < WINDOW) {
      this.#short.set(form, instead);
      return;
    }
    const stride = STRIDES.find(({ longest }) => form.length <= longest)?.stride ?? WINDOW;
    const last = form.length - WINDOW;
    for (let at = 0; at < last; at += stride) {
      this.#addPlace({ form, at, instead });
    }
    this.#addPlace({ form, at: last, instead });
  }

  /** Where forms, or parts of them, stand in the text; in no order, and they may overlap. */
  find(text: string): Span[] {
    const spans: Span[] = [];
    for (let at = 0; at + WINDOW <= text.length; at += 1) {
      const places = this.#places.get(text.slice(at, at + WINDOW));
      // Of thousands of windows hardly one is of a secret.
      if (places !== undefined) {
        const found = spansAt(text, at, places);
        spans.push(...found);
        at = Math.max(at, ...found.map(({ to }) => to - 1));
      }
    }
    for (const [form, instead] of this.#short) {
      for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
        if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + form.length])) {
          spans.push({ from: at, to: at + form.length, instead });
        }
      }
    }
    return spans;
  }

  #addPlace(place: Place): void {
    const window = place.form.slice(place.at, place.at + WINDOW);
    if (place.form.length > SHORT_FORM && !holdsDifferent(window, TELLING_CHARACTERS)) {
      return;
    }
    const known = this.#places.get(window);
    if (known === undefined) {
      this.#places.set(window, [place]);
    } else if (!known.some(({ form }) => form === place.form)) {
      known.push(place);
    }
  }
}

function spansAt(text: string, at: number, places: readonly Place[]): Span[] {
  return places.flatMap((place) => extended(text, at, place));
}

/** As far as the text and the form agree around a window that they share; nothing where that says too little. */
function extended(text: string, at: number, { form, at: formAt, instead }: Place): Span[] {
  let before = 0;
  while (before < at && before < formAt && text[at - before - 1] === form[formAt - before - 1]) {
    before += 1;
  }
  let after = WINDOW;
  while (formAt + after < form.length && text[at + after] === form[formAt + after]) {
    after += 1;
  }
  const telling = before === formAt || before + after >= Math.min(TELLING_PART, form.length);
  const word = before + after < form.length && WORD.test(form.slice(formAt - before, formAt + after));
  return telling && !word ? [{ from: at - before, to: at + after, instead }] : [];
}

/** Whether a text has so many different characters. Every secret of a process comes here with hundreds of texts. */
function holdsDifferent(text: string, count: number): boolean {
  let different = 0;
  for (let at = 0; at < text.length && different < count; at += 1) {
    different += text.indexOf(text.charAt(at)) === at ? 1 : 0;
  }
  return different === count;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
