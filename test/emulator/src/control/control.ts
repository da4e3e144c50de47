import type { z } from "zod";
import { faultSchema, type FaultInput } from "../http/faults";
import type { RequestRow } from "../http/requestLog";
import type { Desk } from "../http/desk";
import type { User } from "../world/identities";
import type { SshEndpoints } from "../ssh/sshEndpoints";
import { changePower } from "../world/job";
import { dmsInstancePatchSchema, patchDmsInstance, type DmsInstancePatch } from "../world/dmsInstance";
import { sampleSeed } from "../world/sampleSeed";
import { plant, seedSchema, type Seed } from "../world/seed";
import { newServer, patchServer, serverPatchSchema, type ServerPatch } from "../world/server";
import { mergeSettings, settingsPatchSchema, type Settings, type SettingsPatch } from "../world/settings";
import { taskScriptSchema, type TaskScriptInput } from "../world/taskScripts";
import { viewDmsInstance, viewServer, viewState, type DmsInstanceView, type ServerView, type State } from "./views";

/**
 * Looks at the emulator and changes it behind the services' back. Every method takes effect at once; only the SSH
 * endpoints of new servers are opened a moment later, which `sshPort` waits for.
 */
export class Control {
  /**
   * @param firstSeed what a reset without a seed goes back to
   * @param endpoints the SSH endpoints of the servers, when there are any
   */
  constructor(
    private readonly desk: Desk,
    private readonly firstSeed: Seed = sampleSeed,
    private readonly endpoints?: SshEndpoints,
  ) {}

  /** Everything there is, without a secret. */
  state(): State {
    this.desk.world.advance();
    return viewState(this.desk.world, this.endpoints);
  }

  /** One server as the state shows it; undefined when there is none. */
  server(id: string): ServerView | undefined {
    this.desk.world.advance();
    return viewServer(this.desk.world, id, this.endpoints);
  }

  /**
   * Forgets everything but who may sign in, and starts again.
   *
   * @throws ZodError, SeedError for a seed that is no seed; the world is empty then
   */
  reset(seed?: Seed): void {
    const checked = seedSchema.parse(seed ?? this.firstSeed);
    const { world, log, faults, quota, gatekeeper } = this.desk;
    for (const part of [world, log, faults, quota, gatekeeper]) {
      part.clear();
    }
    try {
      plant(world, checked);
    } finally {
      this.endpoints?.restart();
    }
  }

  /** Changes what is given; @throws ZodError */
  settings(patch: SettingsPatch): Settings {
    const { world } = this.desk;
    world.advance();
    world.settings = mergeSettings(world.settings, settingsPatchSchema.parse(patch));
    return world.settings;
  }

  /** Creates a server, or changes what is given; @throws ZodError */
  putServer(id: string, patch: ServerPatch): ServerView {
    const { world } = this.desk;
    const { status, ...checked } = serverPatchSchema.parse(patch);
    world.advance();
    const server = world.servers.get(id) ?? newServer(id, world.wall());
    world.servers.set(id, server);
    patchServer(server, checked, (name) => world.keyPairs.get(name)?.publicKey.body);
    changePower(world, server, status ?? server.status);
    this.endpoints?.open(id);
    this.endpoints?.dropUnreachable();
    return found(viewServer(world, id, this.endpoints));
  }

  /** Deletes a server, as its owner would; tasks that run on it fail when they end. */
  removeServer(id: string): void {
    const { world } = this.desk;
    world.advance();
    world.servers.delete(id);
    this.endpoints?.dropUnreachable();
  }

  /**
   * The port of a server's SSH endpoint, as soon as it can be connected to.
   *
   * @throws Error when the emulator was started without `ssh`, there is no such server, or no port can be opened
   */
  async sshPort(serverId: string): Promise<number> {
    if (this.endpoints === undefined) {
      throw new Error("the emulator was started without ssh");
    }
    if (!this.desk.world.servers.has(serverId)) {
      throw new Error(`there is no server ${serverId}`);
    }
    this.endpoints.open(serverId);
    await this.endpoints.settled();
    return found(this.endpoints.portOf(serverId));
  }

  /**
   * Waits until the SSH endpoints follow the last change of the servers.
   *
   * @throws Error why one cannot be opened
   */
  async sshSettled(): Promise<void> {
    await this.endpoints?.settled();
  }

  /** Creates a DMS instance, or changes what is given; @throws ZodError */
  putDmsInstance(id: string, patch: z.input<typeof dmsInstancePatchSchema>): DmsInstanceView {
    const { world } = this.desk;
    const checked: DmsInstancePatch = dmsInstancePatchSchema.parse(patch);
    const time = { now: world.clock.now(), wall: world.wall() };
    world.dmsInstances.set(id, patchDmsInstance(world.dmsInstances.get(id), id, checked, time));
    return found(viewDmsInstance(world, id));
  }

  /** Decides the course of the next matching tasks; @throws ZodError */
  taskScript(script: TaskScriptInput): void {
    this.desk.world.taskScripts.add(taskScriptSchema.parse(script));
  }

  /** Forgets the courses still to come. */
  clearTaskScripts(): void {
    this.desk.world.taskScripts.clear();
  }

  /** Disturbs the next matching requests; @throws ZodError */
  fault(fault: FaultInput): void {
    this.desk.faults.add(faultSchema.parse(fault));
  }

  /** Forgets the faults still to come. */
  clearFaults(): void {
    this.desk.faults.clear();
  }

  /** Every request to a service since the last reset, or the newest so many (1 or more), in the order of arrival. */
  requests(last?: number): RequestRow[] {
    return this.desk.log.rows(last);
  }

  /** Who may sign in, with their secrets; the first one is in the credentials of the start. */
  users(): User[] {
    return this.desk.world.identities.users;
  }
}

function found<T>(view: T | undefined): T {
  if (view === undefined) {
    throw new Error("what was just put is not there");
  }
  return view;
}
