import { serversUsing, useText } from "../../../provider/src/operations/keyPair/serversUsing";
import { alterAnswers } from "../../support/inProcess/alteredAnswers";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";

type Entry = Readonly<Record<string, unknown>>;

let bench: InProcessBench;

/** A project with so many servers, of which only the last uses the key pair `kp-a`. */
function withServers(count: number): void {
  const servers = Array.from({ length: count }, (_, index) => ({
    id: `s-${index + 1}`,
    name: `n-${index + 1}`,
    keyPairName: index === count - 1 ? "kp-a" : null,
  }));
  bench = inProcessBench({ seed: { servers } });
}

const use = async (keyPairName = "kp-a") => serversUsing(keyPairName, await bench.step());
const lists = (): number =>
  bench.emulator.control.requests().filter(({ operation }) => operation === "ListServersDetails").length;

function alterList(alter: (servers: readonly Entry[], asked: URLSearchParams, count: unknown) => object): void {
  alterAnswers(bench, "/cloudservers/detail", ({ count, servers }, asked) =>
    alter(servers as readonly Entry[], asked, count),
  );
}
const alterEntries = (change: object): void =>
  alterList((servers, _asked, count) => ({ count, servers: servers.map((server) => ({ ...server, ...change })) }));

it.each([
  ["a status of null", { status: null }],
  ["metadata as a list", { metadata: [] }],
  ["a power state in words", { "OS-EXT-STS:power_state": "NOSTATE" }],
  ["a name that is none", { name: {} }],
])("sees the key pair of a server with %s", async (_what, change) => {
  withServers(1);
  alterEntries(change);
  expect(await use()).toEqual({ known: true, servers: [expect.objectContaining({ id: "s-1", keyName: "kp-a" })] });
});

it.each([
  ["no id", { id: null }],
  ["a key pair that is no text", { key_name: {} }],
])("does not know while an entry has %s", async (_what, change) => {
  withServers(1);
  alterEntries(change);
  expect(useText(await use())).toContain("an entry without a readable id or key pair");
});

it.each([
  ["is short", (servers: readonly Entry[]) => servers.filter(({ id }) => id === "s-1"), 1],
  ["is empty", () => [], 0],
])("does not know while the list %s and counts more", async (_what, shown, seen) => {
  withServers(3);
  alterList((servers) => ({ count: 300, servers: shown(servers) }));
  expect(useText(await use())).toContain(`shows ${seen} of the 300 servers that it counts`);
});

it("does not know while the list shows the same page over and over", async () => {
  withServers(3);
  let first: readonly Entry[] | undefined;
  alterList((servers) => ({ servers: (first ??= servers.slice(0, 2)) }));
  expect(useText(await use())).toContain("the same page over and over");
});

it("names a server that uses it although the list is short", async () => {
  withServers(3);
  alterList((servers) => ({ count: 300, servers }));
  expect(await use()).toMatchObject({ known: true, servers: [{ id: "s-3" }] });
});

it.each(["by the pages that it shows", "by the limit that it was asked for"])(
  "reads on where the service caps its pages, counts just these and steps %s",
  async (stepping) => {
    withServers(5);
    const all = bench.emulator.control.state().servers.map(({ id, keyPairName }) => ({ id, key_name: keyPairName }));
    alterList((_servers, asked) => {
      const step = stepping === "by the pages that it shows" ? 2 : Math.max(2, Number(asked.get("limit")));
      const from = (Number(asked.get("offset")) - 1) * step;
      const servers = all.slice(from, from + 2);
      return { count: servers.length, servers };
    });
    expect(await use()).toMatchObject({ known: true, servers: [{ id: "s-5" }] });
  },
);

it("reads the list again when servers went while it was read", async () => {
  withServers(230);
  let pages = 0;
  alterList((servers, _asked, count) => {
    pages += 1;
    return pages === 2 ? { count, servers: servers.slice(1) } : { count, servers };
  });
  expect(await use("kp-b")).toEqual({ known: true, servers: [] });
});

it("asks for no page more than there are once the count has shown that it counts the list", async () => {
  withServers(230);
  expect(await use()).toMatchObject({ known: true, servers: [{ id: "s-230" }] });
  expect(lists()).toBe(3);
});

it("finds those on every page", async () => {
  withServers(230);
  for (const id of ["s-100", "s-200"]) {
    bench.emulator.control.putServer(id, { keyPairName: "kp-a" });
  }
  expect(await use()).toMatchObject({ known: true, servers: [{ id: "s-100" }, { id: "s-200" }, { id: "s-230" }] });
});

it("knows that there are none in a project without servers", async () => {
  withServers(0);
  expect(await use()).toEqual({ known: true, servers: [] });
});
