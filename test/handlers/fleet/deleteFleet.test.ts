import { acceptedPosts } from "../../support/acceptedPosts";
import { rejectionOf, ROOT_PASSWORD } from "../../support/bindingBench";
import { fleetBench, type FleetBench } from "../../support/fleetBench";

let bench: FleetBench;

afterEach(() => bench.close());

const password = { password: ROOT_PASSWORD };

describe("delete", () => {
  it("lets all go", async () => {
    bench = await fleetBench(12);
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    await bench.delete(await bench.create({ servers: bench.serverIds, keyPairName: "kp-a", auth }));
    const bound = bench.emulator.control.state().servers.filter(({ keyPairName }) => keyPairName !== undefined);
    expect(bound).toEqual([]);
  });

  it("tries every server, throws one error for those that stay, and posts nothing for the others the next time", async () => {
    bench = await fleetBench(6);
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    const outs = await bench.create({ servers: bench.serverIds, keyPairName: "kp-a", auth });
    bench.emulator.control.taskScript({
      serverId: "id-2",
      operation: "UNBIND",
      outcome: "fail",
      errorMessage: "disk full",
    });
    const error = await rejectionOf(bench.delete(outs));
    expect(error.message).toMatch(/^letting the servers of fleet web go is not finished; 5 of 6 servers let go\n/);
    expect(error.message).toMatch(/1 server: disk full: web-2/);
    const before = acceptedPosts(bench.emulator).length;
    await bench.delete(outs);
    expect(acceptedPosts(bench.emulator).length - before).toBe(1);
  });
});
