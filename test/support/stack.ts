import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cli } from "../engine/cli";
import { findCli, getCli } from "../engine/getCli";
import { isolatedEnvironment } from "../engine/isolatedEnvironment";
import { parseState, type StackState } from "./deployment";
import { endProcessesOf, processesOf, type RunProcess } from "./processesOf";
import { linkModules, type Program, rootModules, writeProject } from "./program";
import { type PulumiRun, type RunResult, startPulumi } from "./pulumiRun";

/** Stack configuration; a key without a namespace belongs to the project, and `a.b` or `a[0]` is part of a value. */
export type StackConfig = Readonly<Record<string, string | { readonly secret: string }>>;

/** What a stack for tests stands on. */
export interface StackOptions {
  readonly program: Program;
  readonly config?: StackConfig;
  /** Variables for every run of this stack. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: `lifecycle`. */
  readonly project?: string;
  /** Where the program's packages come from; default: this checkout. */
  readonly modules?: string;
  /** Default: what {@link getCli} gets. */
  readonly cli?: Cli;
  /** Folders of further executables, such as language hosts. */
  readonly tools?: readonly string[];
}

/** What one run differs in from the others. */
export interface RunOptions {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: two minutes. */
  readonly timeoutMs?: number;
  /** Gets the CLI's output as it comes. */
  readonly show?: NodeJS.WritableStream;
}

/** The commands that run the engine. */
export type EngineCommand = "up" | "preview" | "refresh" | "destroy";

const quiet = ["--non-interactive", "--color", "never"];

/** A stack in folders of its own, run by the real CLI. {@link Stack.dispose} removes all of it. */
export class Stack {
  private name = "dev";
  private runs = 0;
  private readonly running = new Set<PulumiRun>();

  private constructor(
    /** Holds `project`, `home` and `state`. */
    readonly directory: string,
    readonly project: string,
    private readonly cli: Cli,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly tools: readonly string[],
  ) {}

  /** Creates project, backend and stack `dev`, and sets its configuration. */
  static async create(options: StackOptions): Promise<Stack> {
    const { project = "lifecycle", environment = {}, modules = rootModules } = options;
    const cli = options.cli ?? (await findCli()) ?? (await getCli());
    const directory = await realpath(await mkdtemp(join(tmpdir(), "kps-stack-")));
    const stack = new Stack(directory, project, cli, environment, options.tools ?? []);
    try {
      for (const name of ["project", "home", "state"]) {
        await mkdir(join(directory, name));
      }
      await linkModules(join(directory, "project"), modules);
      await stack.setProgram(options.program);
      await stack.mustRun(["stack", "init", "dev", "--non-interactive"]);
      await stack.setConfig(options.config ?? {});
      return stack;
    } catch (error) {
      await stack.dispose();
      throw error;
    }
  }

  setProgram(program: Program): Promise<void> {
    return writeProject(join(this.directory, "project"), this.project, program);
  }

  /** Lets the program resolve its packages from another `node_modules`. */
  setModules(modules: string): Promise<void> {
    return linkModules(join(this.directory, "project"), modules);
  }

  /** Adds to the configuration. */
  async setConfig(config: StackConfig): Promise<void> {
    const pairs = Object.entries(config).flatMap(([key, value]) =>
      typeof value === "string" ? ["--plaintext", `${key}=${value}`] : ["--secret", `${key}=${value.secret}`],
    );
    if (pairs.length > 0) {
      await this.mustRun(["config", "set-all", "--stack", this.name, "--path", ...pairs]);
    }
  }

  /** Gives the stack another name, which becomes part of every URN. */
  async rename(name: string): Promise<void> {
    await this.mustRun(["stack", "rename", name, "--stack", this.name, "--non-interactive"]);
    this.name = name;
  }

  async removeConfig(...keys: readonly string[]): Promise<void> {
    await this.mustRun(["config", "rm-all", "--stack", this.name, "--path", ...keys]);
  }

  up(options?: RunOptions): Promise<RunResult> {
    return this.start("up", options).finished;
  }

  preview(options?: RunOptions): Promise<RunResult> {
    return this.start("preview", options).finished;
  }

  refresh(options?: RunOptions): Promise<RunResult> {
    return this.start("refresh", options).finished;
  }

  destroy(options?: RunOptions): Promise<RunResult> {
    return this.start("destroy", options).finished;
  }

  /** Starts an engine command without waiting for its end: to watch its events, to interrupt or to kill it. */
  start(command: EngineCommand, options: RunOptions = {}): PulumiRun {
    const yes = command === "preview" ? [] : ["--yes", "--skip-preview"];
    this.runs += 1;
    const eventLog = join(this.directory, `events-${this.runs}.json`);
    const events = ["--event-log", eventLog];
    const args = [command, "--stack", this.name, ...quiet, ...yes, ...events, ...(options.args ?? [])];
    return this.startCli(args, eventLog, options);
  }

  /** Any other command of the CLI, such as `cancel` or `stack rename`, in the project's folder. */
  run(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return this.startCli(args, join(this.directory, "no-events"), options).finished;
  }

  /** The stack's state; secrets are ciphertext unless `showSecrets` is set. */
  async state(options: { readonly showSecrets?: boolean } = {}): Promise<StackState> {
    const showSecrets = options.showSecrets === true ? ["--show-secrets"] : [];
    return parseState((await this.mustRun(["stack", "export", "--stack", this.name, ...showSecrets])).stdout);
  }

  /** Processes of this stack's runs that still live: none after a run that ended well. */
  processes(): Promise<RunProcess[]> {
    return processesOf(join(this.directory, "home"));
  }

  /** Ends what still runs and removes every folder. */
  async dispose(): Promise<void> {
    this.running.forEach((run) => run.kill("SIGKILL"));
    await endProcessesOf(join(this.directory, "home"));
    await rm(this.directory, { recursive: true, force: true });
  }

  private async mustRun(args: readonly string[]): Promise<RunResult> {
    const result = await this.run(args);
    if (!result.ok) {
      throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed: ${result.stderr}${result.stdout}`);
    }
    return result;
  }

  private startCli(args: readonly string[], eventLog: string, options: RunOptions): PulumiRun {
    const run = startPulumi({
      pulumi: join(this.cli.binDirectory, "pulumi"),
      args,
      cwd: join(this.directory, "project"),
      env: isolatedEnvironment({
        binDirectory: this.cli.binDirectory,
        tools: this.tools,
        home: join(this.directory, "home"),
        backend: join(this.directory, "state"),
        extra: { ...this.environment, ...options.environment },
      }),
      eventLog,
      timeoutMs: options.timeoutMs ?? 120_000,
      ...(options.show === undefined ? {} : { show: options.show }),
    });
    this.running.add(run);
    const ended = (): boolean => this.running.delete(run);
    run.finished.then(ended, ended);
    return run;
  }
}
