/**
 * Whether the totals of one list can be relied on, as far as walks have shown: then a page that holds as many entries as
 * the total says is the whole list. A total may count the page instead of the list, be one off, or be left out.
 */
export class ListTotals {
  #standing: "unproven" | "proven" | "wrong";

  /** @param trusted whether they are relied on from the start */
  constructor({ trusted = false } = {}) {
    this.#standing = trusted ? "proven" : "unproven";
  }

  get proven(): boolean {
    return this.#standing === "proven";
  }

  /** A total was smaller than what its own page held. */
  refute(): void {
    this.#standing = "wrong";
  }

  /** A walk to the end found just as many entries as all totals said, one of which was more than its page held. */
  confirm(): void {
    if (this.#standing === "unproven") {
      this.#standing = "proven";
    }
  }
}
