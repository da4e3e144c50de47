import fc from "fast-check";
import { Bench } from "./support/bench";

jest.setTimeout(60_000);

const ids = ["up", "down", "new"];
const names = ["one", "two", "three"];
let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start({ requestsPerMinute: 0, ecsRequestsPerMinute: 0 });
});

afterAll(() => bench.emulator.close());

/** Something that changes a server, a key pair, or how one is written. */
type Step = () => unknown;

const id = fc.constantFrom(...ids);
const name = fc.constantFrom(...names);
const server = fc.oneof(
  fc.record({ name: fc.string() }),
  fc.record({ status: fc.constantFrom("ACTIVE" as const, "SHUTOFF" as const) }),
  fc.record({ image: fc.constantFrom("Ubuntu 22.04 server 64bit", "Windows Server 2022") }),
  fc.record({ keyPairName: fc.constantFrom("one", null) }),
);
const quirks = fc.oneof(
  fc.record({ unboundKeyName: fc.constantFrom("null" as const, "empty" as const) }),
  fc.record({ listFrozenState: fc.constantFrom("string" as const, "number" as const) }),
);
const keyPairs = "/v3/{project_id}/keypairs";

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(id, server).map(
    ([which, patch]) =>
      () =>
        void bench.emulator.control.putServer(which, patch),
  ),
  quirks.map((patch) => () => bench.emulator.control.settings({ quirks: patch })),
  name.map((which) => () => bench.client.call("DELETE", `${keyPairs}/${which}`)),
  name.map((which) => () => {
    const keypair = { name: which, public_key: bench.one.publicKey };
    return bench.client.call("POST", keyPairs, { body: { keypair } });
  }),
  name.map((which) => () => {
    const key_protection = { private_key: bench.one.privateKey, encryption: { type: "default" } };
    const body = { keypair: { name: which, key_protection } };
    return bench.client.call("POST", `${keyPairs}/private-key/import`, { body });
  }),
  name.map((which) => () => bench.client.call("DELETE", `${keyPairs}/${which}/private-key`)),
);

async function get<T>(path: string): Promise<T> {
  return (await bench.client.call("GET", path)).body as T;
}

it("after any change the lists are what there is", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12, size: "max" }), async (history) => {
      const { control } = bench.emulator;
      control.reset();
      for (const change of history) {
        await change();
        const state = control.state();
        const one = await Promise.all(
          state.servers.map((each) => get<{ server: object }>(`/v1/{project_id}/cloudservers/${each.id}`)),
        );
        const listed = await get<{ count: number; servers: object[] }>("/v1/{project_id}/cloudservers/detail");
        expect(listed).toEqual({ count: one.length, servers: one.map((each) => each.server) });
        const expected = state.keyPairs
          .map((pair) => ({
            name: pair.name,
            is_key_protection: pair.hosted,
            frozen_state: state.settings.quirks.listFrozenState === "string" ? "0" : 0,
          }))
          .sort((pair, other) => (pair.name < other.name ? -1 : 1))
          .map((keypair) => ({ keypair }));
        expect(await get(keyPairs)).toMatchObject({
          keypairs: expected,
          page_info: { current_count: expected.length },
        });
        expect(await get(`${keyPairs}?marker=one&limit=1`)).toMatchObject({
          keypairs: expected.filter(({ keypair }) => keypair.name > "one").slice(0, 1),
        });
      }
    }),
    { numRuns: 40 },
  );
});

it("a page of servers is what there is from there on, with or without a filter", async () => {
  const servers = Array.from({ length: 7 }, (_, index) => ({
    id: `s-${index}`,
    name: index % 2 === 0 ? `even-${index}` : `odd-${index}`,
    status: index < 3 ? ("ACTIVE" as const) : ("SHUTOFF" as const),
  }));
  bench.emulator.control.reset({ servers });
  const ask = async (query: string): Promise<[number, string[]]> => {
    const { count, servers: page } = await get<{ count: number; servers: { id: string }[] }>(
      `/v1/{project_id}/cloudservers/detail?${query}`,
    );
    return [count, page.map((one) => one.id)];
  };
  expect(await ask("limit=3")).toEqual([7, ["s-0", "s-1", "s-2"]]);
  expect(await ask("limit=3&offset=3")).toEqual([7, ["s-6"]]);
  expect(await ask("limit=3&offset=4")).toEqual([7, []]);
  expect(await ask("name=even")).toEqual([4, ["s-0", "s-2", "s-4", "s-6"]]);
  expect(await ask("name=even&limit=1&offset=2")).toEqual([4, ["s-2"]]);
  expect(await ask("name=odd&status=SHUTOFF")).toEqual([2, ["s-3", "s-5"]]);
});
