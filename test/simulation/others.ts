import type { Outcome } from "../emulator/src/index";
import type { Key } from "./keyring";
import type { Deed } from "./plan";
import type { SimulatedCloud } from "./simulatedCloud";
import { keyNumber, passwordOf, serverId } from "./startSeed";

/** Who else works on the same servers and key pairs, with every right and every key. */
export class Others {
  /** What they did, for the transcript. */
  readonly deeds: { readonly atMs: number; readonly text: string }[] = [];
  #remade = 0;

  constructor(
    private readonly cloud: SimulatedCloud,
    private readonly tokens: { readonly operator: string; readonly colleague: string },
    private readonly run: () => number,
  ) {}

  /** Does it, if it can be done as things stand. */
  async act(deed: Deed): Promise<void> {
    const { control } = this.cloud.emulator;
    switch (deed.do) {
      case "bind":
        await this.#associate(deed.server, deed.pair);
        return;
      case "unbind":
        await this.#post(deed.server, "disassociate", {});
        return;
      case "stop":
      case "start":
        this.#patch(deed.server, deed.do === "stop" ? "stopped" : "started", () =>
          control.putServer(serverId(deed.server), { status: deed.do === "stop" ? "SHUTOFF" : "ACTIVE" }),
        );
        return;
      case "reinstall":
        this.#patch(deed.server, "reinstalled", () => control.putServer(serverId(deed.server), { reinstall: true }));
        return;
      case "remove":
        this.#patch(deed.server, "deleted", () => control.removeServer(serverId(deed.server)));
        return;
      case "remakePair":
        this.#remade += 1;
        await this.deletePair(deed.pair);
        await this.createPair(deed.pair, this.cloud.keyring.key(keyNumber("kp-other", this.#remade)), "colleague");
        return;
      case "deletePair":
        await this.deletePair(deed.pair);
        return;
      case "clearFailed":
        await this.#send("DELETE", "/failed-tasks", undefined, "operator");
        this.cloud.chronicle.clearedMs.push(this.cloud.time.now());
        this.#note("cleared the failed tasks");
        return;
    }
  }

  /** Deletes a key pair, whosever it is. */
  async deletePair(name: string): Promise<void> {
    this.#note(`deleted key pair ${name}`);
    for (const who of ["operator", "colleague"] as const) {
      await this.#send("DELETE", `/keypairs/${name}`, undefined, who);
    }
  }

  /** Imports a key under a name. */
  async createPair(name: string, key: Key, who: "operator" | "colleague"): Promise<void> {
    this.#note(`${who} imported ${key.label} as ${name}`);
    const keypair = { name, public_key: key.publicKey, scope: "domain" };
    await this.#send("POST", "/keypairs", { keypair }, who);
  }

  async #associate(index: number, pair: string): Promise<void> {
    await this.#post(index, "associate", { keypair_name: pair });
  }

  async #post(index: number, verb: "associate" | "disassociate", more: object): Promise<void> {
    const id = serverId(index);
    const server = this.cloud.server(id);
    if (server === undefined) {
      return;
    }
    const auth = server.status === "ACTIVE" ? { auth: this.#authFor(index) } : {};
    const outcome = await this.#send("POST", `/keypairs/${verb}`, { ...more, server: { id, ...auth } }, "colleague");
    this.#note(`${verb} ${JSON.stringify(more)} on ${server.name}: ${"status" in outcome ? outcome.status : "cut"}`);
  }

  #authFor(index: number): object {
    const server = this.cloud.server(serverId(index));
    if (server?.keyPairName === undefined) {
      return { type: "password", key: passwordOf(index) };
    }
    const key = this.cloud.keyring.keys.find(({ body }) => server.authorizedKeys.includes(body));
    return { type: "keypair", key: key?.privateKey ?? "" };
  }

  #patch(index: number, what: string, patch: () => void): void {
    const id = serverId(index);
    if (this.cloud.server(id) === undefined) {
      return;
    }
    patch();
    this.cloud.chronicle.meddlings.push({ atMs: this.cloud.time.now(), serverId: id, what });
    this.cloud.look();
    this.#note(`server web-${index + 1} was ${what}`);
  }

  #send(method: string, path: string, body: object | undefined, who: "operator" | "colleague"): Promise<Outcome> {
    const { projectId } = this.cloud.emulator.credentials;
    const request = {
      method,
      url: `/v3/${projectId}${path}`,
      headers: { "x-auth-token": this.tokens[who] },
      body: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
    };
    const sender = { by: "others", run: this.run(), sentMs: this.cloud.time.now() } as const;
    return this.cloud.handle(request, this.cloud.operationOf(request), sender);
  }

  #note(text: string): void {
    this.deeds.push({ atMs: this.cloud.time.now(), text });
  }
}
