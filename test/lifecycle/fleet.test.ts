import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, ROOT_PASSWORD, type EngineBench } from "../support/engineBench";
import { toldAbout } from "../support/toldAbout";

let bench: EngineBench;

afterEach(() => bench.close());

const WRONG = "wrong-password-canary";
const ids = Array.from({ length: 200 }, (_, n) => `fleet-${n + 1}`);

function program(inputs: object): string {
  const all = { keyPairName: "kp-a", auth: [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }], ...inputs };
  return `
    const kps = require("pulumi-huaweicloud-kps");
    const fleet = new kps.KeyPairFleet("web", ${JSON.stringify(all)});
    exports.counts = fleet.counts;
  `;
}

const without = (list: readonly unknown[], count: number): unknown[] => list.slice(0, list.length - count);

it("200 servers in one step: what fails is told by reason and stays visible, and the next run does what is left", async () => {
  // Two with a password that is wrong, two that ECS does not know, one whose task fails.
  const bad = ids.map((serverId, n) => (n === 7 || n === 8 ? { serverId, auth: { password: WRONG } } : serverId));
  const servers = [...bad.slice(0, 150), "unknown-1", "unknown-2", ...bad.slice(150)];
  bench = await engineBench(program({ servers, canaries: 2 }));
  const { stack, emulator } = bench;
  ids.forEach((id, n) =>
    emulator.control.putServer(id, { name: `web-${n + 1}`, status: "ACTIVE", rootPassword: ROOT_PASSWORD }),
  );
  emulator.control.taskScript({ serverId: "fleet-20", outcome: "fail", errorMessage: "The disk is full" });

  expect(toldAbout(await stack.preview(), "web", "info")).toContain("will bind 202");
  const first = await stack.up();
  expect(first.ok).toBe(false);
  const error = toldAbout(first, "web", "error");
  expect(error).toContain("202 servers: 197 bound, 5 failed");
  expect(error).toMatch(/2 servers: [^\n]*password[^\n]*: web-8, web-9\n/);
  expect(error).toContain("2 servers: ECS knows no such server: unknown-1, unknown-2");
  expect(error).toContain("1 server: The disk is full: web-20");
  expect(JSON.stringify(await stack.state())).not.toContain(WRONG);

  const posts = acceptedPosts(emulator).length;
  await stack.setProgram({ javascript: program({ servers: ids }) });
  expect((await stack.up()).ok).toBe(true);
  expect(acceptedPosts(emulator).length - posts).toBe(3);
  expect((await stack.up()).summary).toEqual({ same: 2 });

  // One added, one removed.
  emulator.control.putServer("added", { name: "added", status: "ACTIVE", rootPassword: ROOT_PASSWORD });
  await stack.setProgram({ javascript: program({ servers: [...without(ids, 1), "added"] }) });
  const changed = await stack.up();
  expect(toldAbout(changed, "web", "info")).toContain("will bind 1, let go 1");
  expect(acceptedPosts(emulator, "fleet-200")).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
  expect(acceptedPosts(emulator).length - posts).toBe(5);

  // One that cannot be let go.
  emulator.control.taskScript({ serverId: "fleet-3", operation: "UNBIND", outcome: "fail", errorMessage: "disk full" });
  const destroyed = await stack.destroy();
  expect(destroyed.ok).toBe(false);
  expect(toldAbout(destroyed, "web", "error")).toMatch(/199 of 200 servers let go[^]*1 server: disk full: web-3/);
  const left = acceptedPosts(emulator).length;
  expect((await stack.destroy()).ok).toBe(true);
  expect(acceptedPosts(emulator).length - left).toBe(1);
});
