const headEnd = "\r\n\r\n";

/** Finds where replies end on one connection, with as little work as possible: none of it is the server's. */
export class ReplyReader {
  private head: Buffer = Buffer.alloc(0);
  private left = 0;

  /** @param bodyBytes what every reply's body has to have */
  constructor(private readonly bodyBytes: number) {}

  /**
   * @param data what came next
   * @returns whether the reply is complete
   * @throws Error at a reply that is not 200 or has a body of another length
   */
  take(data: Buffer): boolean {
    if (this.left > 0) {
      this.left -= data.length;
      return this.left === 0;
    }
    this.head = this.head.length === 0 ? data : Buffer.concat([this.head, data]);
    const end = this.head.indexOf(headEnd);
    if (end === -1) {
      return false;
    }
    this.check(this.head.toString("latin1", 0, end));
    this.left = this.bodyBytes - (this.head.length - end - headEnd.length);
    this.head = Buffer.alloc(0);
    return this.left === 0;
  }

  private check(head: string): void {
    const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1]);
    if (!head.startsWith("HTTP/1.1 200") || length !== this.bodyBytes) {
      throw new Error(`the server answered otherwise than before: ${head}`);
    }
  }
}
