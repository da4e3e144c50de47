import { JSDOM, VirtualConsole } from "jsdom";

/** The state page in a window of its own, with scripts that run and requests that are sent. */
export class StatePageWindow {
  private constructor(
    private readonly dom: JSDOM,
    /** What the page's script did not catch. */
    readonly errors: readonly Error[],
  ) {}

  /** @param url where the emulator is */
  static async open(url: string): Promise<StatePageWindow> {
    const errors: Error[] = [];
    const virtualConsole = new VirtualConsole();
    virtualConsole.on("jsdomError", (error) => errors.push(error));
    const dom = await JSDOM.fromURL(url, {
      runScripts: "dangerously",
      // Otherwise the page takes itself for hidden, and rests.
      pretendToBeVisual: true,
      virtualConsole,
      beforeParse: (window) => {
        // The window has no fetch of its own, and its signals are not those that Node's fetch takes.
        Object.assign(window, { fetch: (path: string) => fetch(new URL(path, url)) });
      },
    });
    return new StatePageWindow(dom, errors);
  }

  get document(): Document {
    return this.dom.window.document;
  }

  /** Texts of the cells of a table, row by row. */
  rows(section: string): string[][] {
    return this.cells(section).map((row) => row.map((cell) => cell.textContent));
  }

  /** The rows of a table with the titles of the columns. */
  records(section: string): Record<string, string>[] {
    return this.cells(section).map((row) =>
      Object.fromEntries(row.map((cell) => [cell.dataset["label"] ?? "", cell.textContent])),
    );
  }

  /** The text of what the page complains about; empty when it does not. */
  get problem(): string {
    const problem = this.document.getElementById("problem");
    return problem === null || problem.hidden ? "" : problem.textContent;
  }

  /** Resolves when something holds, now or after a change of the page. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const observer = new this.dom.window.MutationObserver(() => look());
      const look = (): void => {
        if (holds()) {
          observer.disconnect();
          resolve();
        }
      };
      const everything = { subtree: true, childList: true, characterData: true, attributes: true };
      observer.observe(this.document, everything);
      look();
    });
  }

  close(): void {
    this.dom.window.close();
  }

  private cells(section: string): HTMLTableCellElement[][] {
    const rows = this.document.querySelectorAll<HTMLTableRowElement>(`#${section} tbody tr`);
    return [...rows].map((row) => [...row.cells]);
  }
}
