/** Requests of each user in the last 60 s. */
export class Quota {
  private readonly served = new Map<string, number[]>();

  /**
   * Counts a request unless the window is full; a refused one does not count.
   *
   * @param bucket user and kind of API
   * @param limit requests per 60 s; 0 = none
   * @param now monotonic ms
   */
  admit(bucket: string, limit: number, now: number): boolean {
    if (limit === 0) {
      return true;
    }
    const times = this.served.get(bucket) ?? [];
    const firstValid = times.findIndex((time) => time > now - 60_000);
    const valid = firstValid === -1 ? [] : times.slice(firstValid);
    if (valid.length >= limit) {
      this.served.set(bucket, valid);
      return false;
    }
    valid.push(now);
    this.served.set(bucket, valid);
    return true;
  }

  clear(): void {
    this.served.clear();
  }
}
