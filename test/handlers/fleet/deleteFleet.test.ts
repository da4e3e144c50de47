import { acceptedPosts } from "../../support/acceptedPosts";
import { rejectionOf } from "../../support/rejections";
import { ROOT_PASSWORD, inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";

let bench: InProcessBench;
let serverIds: string[];

function start(servers: number): void {
  bench = inProcessBench();
  serverIds = putServers(bench.emulator, servers);
}

const password = { password: ROOT_PASSWORD };

describe("delete", () => {
  it("lets all go", async () => {
    start(12);
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    await bench.fleet.delete(await bench.fleet.create({ servers: serverIds, keyPairName: "kp-a", auth }));
    const bound = bench.emulator.control.state().servers.filter(({ keyPairName }) => keyPairName !== undefined);
    expect(bound).toEqual([]);
  });

  it("tries every server, throws one error for those that stay, and posts nothing for the others the next time", async () => {
    start(6);
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    const outs = await bench.fleet.create({ servers: serverIds, keyPairName: "kp-a", auth });
    bench.emulator.control.taskScript({
      serverId: "id-2",
      operation: "UNBIND",
      outcome: "fail",
      errorMessage: "disk full",
    });
    const error = await rejectionOf(bench.fleet.delete(outs));
    expect(error.message).toMatch(/^letting the servers of fleet web go is not finished; 5 of 6 servers let go\n/);
    expect(error.message).toMatch(/1 server: disk full: web-2/);
    const before = acceptedPosts(bench.emulator).length;
    await bench.fleet.delete(outs);
    expect(acceptedPosts(bench.emulator).length - before).toBe(1);
  });
});
