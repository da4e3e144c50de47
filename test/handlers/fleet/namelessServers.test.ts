import { alterAnswers } from "../../support/inProcess/alteredAnswers";
import { inProcessBench, ROOT_PASSWORD } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";
import { keptBy } from "../../support/rejections";

type Entry = Readonly<Record<string, unknown>>;
const without =
  (key: string) =>
  (entry: Entry): Entry => ({ ...entry, [key]: undefined });

it("tells of servers by their ids where ECS and the list of failed tasks leave their names out", async () => {
  const bench = inProcessBench();
  const servers = putServers(bench.emulator, 2);
  alterAnswers(bench, "/cloudservers/", ({ server, servers: list, ...rest }) => ({
    ...rest,
    ...(server === undefined ? {} : { server: without("name")(server as Entry) }),
    ...(list === undefined ? {} : { servers: (list as Entry[]).map(without("name")) }),
  }));
  alterAnswers(bench, "/failed-tasks", ({ tasks, ...rest }) => ({
    ...rest,
    tasks: (tasks as Entry[]).map(without("server_name")),
  }));
  const inputs = { servers, keyPairName: "kp-a", auth: { password: "not-the-password" } };
  const { reasons } = await keptBy(bench.fleet.create(inputs));
  expect(reasons[0]).toMatch(/^failed {4}2 servers: Failed to log in .*: id-1, id-2$/m);
});

it("keeps the name that ECS gave where the list of failed tasks has none", async () => {
  const bench = inProcessBench();
  const servers = putServers(bench.emulator, 1);
  bench.emulator.control.taskScript({ serverId: "id-1", outcome: "fail", errorMessage: "The disk is full" });
  alterAnswers(bench, "/failed-tasks", ({ tasks, ...rest }) => ({
    ...rest,
    tasks: (tasks as Entry[]).map(without("server_name")),
  }));
  const inputs = { servers, keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } };
  const { reasons } = await keptBy(bench.fleet.create(inputs));
  expect(reasons[0]).toMatch(/^failed {4}1 server: The disk is full: web-1$/m);
});
