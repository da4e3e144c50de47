import { acceptedPosts } from "../../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy } from "../../support/rejections";

const auth = [{ password: "Not-this-one-1" }, { password: ROOT_PASSWORD }];
const inputs = { serverId: "running", keyPairName: "kp-a", auth };

let bench: InProcessBench;

it("tries the next password of auth once a task has failed with the one before, and says so", async () => {
  bench = inProcessBench();
  const { properties, reasons } = await keptBy(bench.binding.create(inputs));
  expect(properties).toMatchObject({ phase: "failed", attempt: { tried: ["password from auth.password"] } });
  expect(reasons[0]).toMatch(/\nthen +the next run tries auth\.password \(no\. 2\)$/);
  expect(await bench.binding.update(properties, inputs)).toMatchObject({ phase: "bound", boundKeyPairName: "kp-a" });
  expect(acceptedPosts(bench.emulator)).toHaveLength(2);
});

it("tries the next password of auth in the same run where KPS refuses the one before", async () => {
  bench = inProcessBench({ quirks: { wrongAuth: "refuse" } });
  expect(await bench.binding.create(inputs)).toMatchObject({ phase: "bound", boundKeyPairName: "kp-a" });
  expect(acceptedPosts(bench.emulator)).toHaveLength(1);
});

it("comes to the next password also where the one before begins with the word", async () => {
  bench = inProcessBench();
  const asked = { ...inputs, auth: [{ password: "password-Not-1" }, { password: ROOT_PASSWORD }] };
  const { properties } = await keptBy(bench.binding.create(asked));
  expect(properties).toMatchObject({ attempt: { tried: ["password from auth.password"] } });
  expect(await bench.binding.update(properties, asked)).toMatchObject({ phase: "bound" });
});
