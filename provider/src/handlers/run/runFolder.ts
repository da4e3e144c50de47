import { createHash, randomUUID } from "node:crypto";
import { appendFile, lstat, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Declaration, SharedDeclarations } from "./declaration";
import { isRunning, type KnownProcess } from "./engineProcess";

/** The longest that anybody waits for a file, in ms. */
const patienceMs = 2_000;
/** Folders of runs before this one that are looked at. */
const sweptAtOnce = 100;

/** The engine run that a folder is for. */
export interface EngineRun {
  /** Where the engine listens for its providers; another one for each preview, update and refresh. */
  readonly address: string;
  readonly engine: KnownProcess;
}

type StartTimer = (ms: number, ring: () => void) => () => void;

/**
 * Declarations shared through files: a private folder for each engine run, in it one file for each provider process, to
 * which only that process adds. Folders of engines that are gone are nobody's, and are removed.
 */
export class RunFolder implements SharedDeclarations {
  readonly #ownName = `${randomUUID()}.jsonl`;
  #folder: Promise<string | undefined> | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** Nothing more is written once something could not be. */
  #broken = false;

  /**
   * @param base a folder that this user alone may enter; it is made when needed
   * @param run finds out which run this is; nothing is shared where that cannot be known
   */
  constructor(
    private readonly base: string,
    private readonly run: () => Promise<EngineRun | undefined>,
    private readonly startTimer: StartTimer,
  ) {}

  publish(declaration: Declaration): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      if (!this.#broken) {
        await this.#withinPatience(this.#write(declaration)).catch(() => (this.#broken = true));
      }
    });
    return this.#writing;
  }

  async others(): Promise<Declaration[][]> {
    try {
      return await this.#withinPatience(this.#read());
    } catch (error) {
      throw new Error("what the other provider processes of this run declare cannot be read", { cause: error });
    }
  }

  async #write(declaration: Declaration): Promise<void> {
    const folder = await this.#opened();
    if (folder !== undefined) {
      await appendFile(join(folder, this.#ownName), `${JSON.stringify(declaration)}\n`, { mode: 0o600 });
    }
  }

  async #read(): Promise<Declaration[][]> {
    const folder = await this.#opened();
    if (folder === undefined) {
      return [];
    }
    const names = (await readdir(folder)).filter((name) => name.endsWith(".jsonl") && name !== this.#ownName);
    return Promise.all(names.map(async (name) => declarationsIn(await readFile(join(folder, name), "utf8"))));
  }

  /** The folder of this run; undefined when it cannot be had for this user alone, and nothing is shared then. */
  #opened(): Promise<string | undefined> {
    this.#folder ??= this.#make().catch(() => undefined);
    return this.#folder;
  }

  async #make(): Promise<string | undefined> {
    const run = await this.run();
    if (run === undefined) {
      return undefined;
    }
    const folder = join(this.base, folderName(run));
    await makePrivate(this.base);
    await makePrivate(folder);
    await sweep(this.base);
    return folder;
  }

  async #withinPatience<T>(work: Promise<T>): Promise<T> {
    let stop: (() => void) | undefined;
    const late = new Promise<never>((_, reject) => {
      stop = this.startTimer(patienceMs, () => reject(new Error(`not within ${patienceMs / 1000} s`)));
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      stop?.();
    }
  }
}

/** `<pid>-<start>-<hash of the address>`, so that whoever sweeps sees whose it was. */
function folderName({ address, engine }: EngineRun): string {
  const hash = createHash("sha256").update(address).digest("hex").slice(0, 16);
  return `${engine.pid}_${engine.startedAt}_${hash}`;
}

async function makePrivate(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await lstat(path);
  const ours = process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o077) === 0);
  if (!found.isDirectory() || !ours) {
    throw new Error(`${path} is not private`);
  }
}

/** Removes what runs left whose engine is gone. */
async function sweep(base: string): Promise<void> {
  for (const name of (await readdir(base)).slice(0, sweptAtOnce)) {
    const [pid = "", startedAt = ""] = name.split("_");
    if (/^\d+$/.test(pid) && !(await isRunning({ pid: Number(pid), startedAt }))) {
      await rm(join(base, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

const declarationSchema: z.ZodType<Declaration> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("server"), serverId: z.string(), urn: z.string() }),
  z.object({ kind: z.literal("fleet"), serverIds: z.array(z.string()), urn: z.string() }),
  z.object({ kind: z.literal("keyFile"), path: z.string(), urn: z.string() }),
  z.object({
    kind: z.literal("keyPair"),
    pair: z.object({ name: z.string(), region: z.string(), projectId: z.string() }),
    standing: z.enum(["made", "held", "released"]),
    generated: z.boolean().optional(),
  }),
]);

/** A last line that is being written is left for the next look. */
function declarationsIn(text: string): Declaration[] {
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => declarationSchema.parse(JSON.parse(line)));
}
