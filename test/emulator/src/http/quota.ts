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
    this.served.set(bucket, times);
    const firstValid = times.findIndex((time) => time > now - 60_000);
    times.splice(0, firstValid === -1 ? times.length : firstValid);
    if (times.length >= limit) {
      return false;
    }
    times.push(now);
    return true;
  }

  clear(): void {
    this.served.clear();
  }
}
