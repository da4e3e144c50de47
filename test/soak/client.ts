import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import type * as runtime from "../../provider/dist/runtime";
import { type SoakOrders, type SoakSample, soakOrders } from "./soakSample";

type Outputs = Readonly<Record<string, unknown>>;

/** Longer than a free connection is kept open, in ms. */
const REST_MS = 6_000;

const { keyPairBinding } = createRequire(__filename)("pulumi-huaweicloud-kps/runtime") as typeof runtime;

const troubles: string[] = [];
process.on("unhandledRejection", (reason) => troubles.push(`unhandled rejection: ${String(reason)}`));
process.on("warning", (warning) => troubles.push(`warning: ${warning.name}: ${warning.message}`));

/** A server that is bound and unbound again and again; what is not finished is resumed by the next turn. */
class SoakedServer {
  private state: Outputs | undefined;
  private bound = false;

  constructor(
    private readonly serverId: string,
    private readonly auth: SoakOrders["auth"],
  ) {}

  /** One call of create, update or delete. Returns whether it finished. */
  async turn(): Promise<boolean> {
    try {
      if (this.bound) {
        await keyPairBinding.delete(this.serverId, { ...this.state });
        this.state = undefined;
      } else {
        this.state = (await this.bind(this.state)).outs ?? {};
      }
      this.bound = !this.bound;
      return true;
    } catch (error) {
      if (error instanceof Error && "properties" in error) {
        this.state = error.properties as Outputs;
      }
      return false;
    }
  }

  private bind(state: Outputs | undefined): Promise<{ outs?: Outputs }> {
    const { serverId, auth } = this;
    const timeouts = { create: "5s", update: "5s", delete: "5s" };
    const inputs = { __provider: "stub", serverId, keyPairName: "soak", auth, onDelete: "unbind", timeouts };
    return state === undefined ? keyPairBinding.create(inputs) : keyPairBinding.update(serverId, { ...state }, inputs);
  }
}

async function main(): Promise<void> {
  const input = createInterface({ input: process.stdin });
  const line = await new Promise<string>((resolve) => input.once("line", resolve));
  const { config, serverIds, auth, seconds } = soakOrders.parse(JSON.parse(line));
  await keyPairBinding.configure({ config: { get: (key: string) => config[key] } } as never);
  const servers = serverIds.map((id) => new SoakedServer(id, auth));
  const counts = { done: 0, unfinished: 0 };
  const sample = (quiet: boolean): void => {
    globalThis.gc?.();
    globalThis.gc?.();
    const descriptors = readdirSync("/proc/self/fd").length;
    const heapBytes = process.memoryUsage().heapUsed;
    const said: SoakSample = {
      atMs: performance.now() - started,
      heapBytes,
      descriptors,
      quiet,
      ...counts,
      troubles: troubles.splice(0),
    };
    process.stdout.write(`${JSON.stringify(said)}\n`);
  };
  const rest = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    sample(true);
  };
  const started = performance.now();
  const endMs = seconds * 1_000;
  let rested = false;
  while (performance.now() - started < endMs) {
    const finished = await Promise.all(servers.map((server) => server.turn()));
    counts.done += finished.filter(Boolean).length;
    counts.unfinished += finished.filter((each) => !each).length;
    sample(false);
    if (!rested && performance.now() - started > endMs / 5) {
      rested = true;
      await rest();
    }
  }
  await rest();
}

void main().then(() => process.exit(0));
