import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** What a process has loaded beside the SDK. */
export interface Loaded {
  readonly what: string;
  readonly modules: number;
  /** The fastest of a few processes. */
  readonly ms: number;
  readonly cpuMs: number;
}

const TRIES = 5;

/** What the program process and the provider process load of the package, each in processes of its own. */
export function loadedBy(): Loaded[] {
  return [loaded("import in a program", "pulumi-huaweicloud-kps"), loaded("runtime", "pulumi-huaweicloud-kps/runtime")];
}

function loaded(what: string, name: string): Loaded {
  const script = `
    require("@pulumi/pulumi");
    require("@pulumi/pulumi/proto/engine_grpc_pb");
    const before = Object.keys(require.cache).length;
    const cpu = process.cpuUsage();
    const start = performance.now();
    require(${JSON.stringify(name)});
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    const modules = Object.keys(require.cache).length - before;
    process.stdout.write(JSON.stringify({ modules, ms, cpuMs: (user + system) / 1e3 }));
  `;
  const cwd = join(__dirname, "../../../examples/quickstart");
  const tries = Array.from(
    { length: TRIES },
    () => JSON.parse(execFileSync(process.execPath, ["-e", script], { cwd, encoding: "utf8" })) as Omit<Loaded, "what">,
  );
  const [fastest = { modules: NaN, ms: NaN, cpuMs: NaN }] = tries.sort((one, other) => one.ms - other.ms);
  return { what, ...fastest };
}
