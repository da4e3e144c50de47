import { defaultQuirks } from "../../emulator/src/index";
import { Bench, byPassword, newKey } from "../../emulator/test/support/bench";
import type { Reply } from "../../emulator/test/support/signedClient";
import { gatewayRefusals, kpsRefusals, otherRefusals } from "../samples/refusalSamples";
import { sampleNames } from "../samples/sampleNames";
import { differences } from "./differences";
import { sampleWorld } from "./sampleWorld";

const { server, keyPair, newKeyPair, instance, task } = sampleNames;
const kps = "/v3/{project_id}";
const dms = `/v2/{project_id}/instances/${instance}/tasks`;

/** Requests that the emulator has to refuse, by status and code. */
const provoked: Record<string, (bench: Bench) => Promise<Reply>> = {
  "400 KPS.0001": (bench) => {
    bench.emulator.control.settings({ quirks: { unknownTask: 400 } });
    return bench.client.call("GET", `${kps}/tasks/${task}`);
  },
  "400 KPS.0002": (bench) => bench.client.call("POST", `${kps}/keypairs`, { body: { keypair: { name: "a b" } } }),
  "400 KPS.0005": (bench) => bench.client.call("DELETE", `${kps}/failed-tasks/${task}`),
  "400 KPS.0006": (bench) =>
    bench.client.call("POST", `${kps}/keypairs`, { body: { keypair: { name: "a", user_id: "nobody" } } }),
  "400 KPS.4016": (bench) => {
    bench.emulator.control.settings({ quirks: { unknownKeyPair: 400 } });
    return bench.associate(server, "none", byPassword());
  },
  "400 KPS.6005": (bench) =>
    bench.client.call("POST", `${kps}/keypairs/private-key/export`, { body: { keypair: { name: newKeyPair } } }),
  "400 KPS.6011": (bench) => {
    const key_protection = { private_key: newKey().privateKey, encryption: { type: "default" } };
    const body = { keypair: { name: keyPair, key_protection } };
    return bench.client.call("POST", `${kps}/keypairs/private-key/import`, { body });
  },
  "403 KPS.9003": (bench) => bench.client.call("GET", "/v3/someoneelses/running-tasks"),
  "404 KPS.6005": (bench) => bench.client.call("DELETE", `${kps}/keypairs/${newKeyPair}/private-key`),
  "404 APIGW.0101": (bench) => bench.client.call("GET", `${kps}/nothing`),
  "400 APIGW.0201": (bench) => bench.client.call("GET", "/%zz"),
  "413 APIGW.0201": (bench) => bench.client.call("POST", `${kps}/keypairs`, { body: "x".repeat(12 * 1024 * 1024 + 1) }),
  "414 APIGW.0201": (bench) => bench.client.call("GET", `/?a=${"x".repeat(20_000)}`),
  "494 APIGW.0201": (bench) => bench.client.call("GET", "/", { headers: { "x-long": "x".repeat(20_000) } }),
  "401 APIGW.0301": (bench) => bench.client.call("GET", `${kps}/running-tasks`, { secretKey: "wrong" }),
  "403 APIGW.0302": (bench) => bench.client.call("GET", "/v1/someoneelses/cloudservers/detail"),
  "429 APIGW.0308": async (bench) => {
    bench.emulator.control.settings({ requestsPerMinute: 1 });
    await bench.client.call("GET", `${kps}/running-tasks`);
    return bench.client.call("GET", `${kps}/running-tasks`);
  },
  "404 Ecs.0114": (bench) => bench.client.call("GET", "/v1/{project_id}/cloudservers/none"),
  "401 Unauthorized": (bench) => {
    const user = { name: "nobody", password: "x", domain: { name: "acme" } };
    const body = { auth: { identity: { methods: ["password"], password: { user } } } };
    return bench.client.call("POST", "/v3/auth/tokens", { body });
  },
  "400 DMS.00400017": (bench) => {
    bench.emulator.control.putDmsInstance(instance, { tasks: [{ id: "open", name: "x", status: "EXECUTING" }] });
    return bench.client.call("DELETE", `${dms}/open`);
  },
  "400 DMS.00400070": (bench) => bench.client.call("GET", `${dms}/none`),
  "404 DMS.00404022": (bench) => bench.client.call("GET", "/v2/{project_id}/instances/none/tasks"),
};

/** What the emulator never answers, because nothing in it can be the cause. */
const unprovoked = [
  "400 KPS.6004",
  "400 KPS.6008",
  "400 KPS.6010",
  "401 KPS.9001",
  "401 KPS.9002",
  "403 KPS.6009",
  "403 KPS.9004",
  "403 KPS.9005",
  "403 KPS.9006",
  "500 KPS.0003",
  "500 KPS.0004",
  "500 KPS.5001",
  "500 KPS.5002",
  "500 KPS.5003",
  "500 KPS.5004",
  "500 KPS.6007",
  "404 APIGW.0103",
  "502 APIGW.0201",
  "504 APIGW.0201",
  "401 APIGW.0303",
  "400 DMS.00400026",
  "404 DMS.00404001",
];

const documented = new Map(
  [...kpsRefusals, ...gatewayRefusals, ...otherRefusals].map((sample) => [`${sample.status} ${sample.code}`, sample]),
);

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => {
  bench.emulator.control.reset(sampleWorld(bench.one, bench.two));
  bench.emulator.control.settings({ requestsPerMinute: 300, quirks: defaultQuirks });
});

afterAll(() => bench.emulator.close());

test.each(Object.entries(provoked))("the emulator refuses as documented: %s", async (title, provoke) => {
  const sample = documented.get(title);

  const reply = await provoke(bench);

  expect(reply.status).toBe(sample?.status);
  expect(differences(sample?.body, reply.body)).toEqual([]);
  expect(JSON.stringify(reply.body)).toContain(`"${sample?.code ?? "none"}"`);
});

test("every documented refusal is either provoked or known not to be", () => {
  expect([...Object.keys(provoked), ...unprovoked].sort()).toEqual([...documented.keys()].sort());
});
