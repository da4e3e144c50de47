import { defaultQuirks } from "../../emulator/src/index";
import { operations } from "../../emulator/src/services/operations";
import { Bench } from "../../emulator/test/support/bench";
import { dmsSamples } from "../samples/dmsSamples";
import { ecsSamples } from "../samples/ecsSamples";
import { iamSamples } from "../samples/iamSamples";
import { kpsKeyPairSamples } from "../samples/kpsKeyPairSamples";
import { kpsTaskSamples } from "../samples/kpsTaskSamples";
import type { Sample } from "../samples/sample";
import { differences } from "./differences";
import { kpsKeyPairShapes, kpsTaskShapes } from "./kpsShapes";
import { dmsShapes, ecsShapes, iamShapes } from "./otherShapes";
import { replaced, sampleWorld, worldNames } from "./sampleWorld";
import type { Replacements, ShapeCase } from "./shapeCase";

const samples: Record<string, Sample> = {
  ...kpsTaskSamples,
  ...kpsKeyPairSamples,
  ...ecsSamples,
  ...iamSamples,
  ...dmsSamples,
};
const cases: Record<string, ShapeCase> = {
  ...kpsTaskShapes,
  ...kpsKeyPairShapes,
  ...ecsShapes,
  ...iamShapes,
  ...dmsShapes,
};

/** What the log calls accepted when it went well. */
const changing = [...operations.filter(({ changes }) => changes === true).map(({ name }) => name), "BatchStartServers"];

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => {
  bench.emulator.control.reset(sampleWorld(bench.one, bench.two));
  bench.emulator.control.settings({ quirks: defaultQuirks });
});

afterAll(() => bench.emulator.close());

function inPath(path: string, replacements: Replacements): string {
  return Object.entries(replacements).reduce((text, [from, to]) => text.replace(from, to), path);
}

test.each(Object.entries(samples))("%s is accepted and answered as documented", async (title, sample) => {
  const { prepare, quirks, headers, exceptions } = cases[title] ?? {};
  bench.emulator.control.settings({ quirks });
  const given = (await prepare?.(bench)) ?? {};
  const body = replaced(sample.request, { ...worldNames(bench.emulator, bench.one), ...given });

  const reply = await bench.client.call(sample.method, inPath(sample.path, given), {
    body,
    ...(headers === undefined ? {} : { headers: await headers(bench) }),
  });

  expect(reply.status).toBe(sample.status);
  const documented = typeof sample.response === "string" ? undefined : sample.response;
  expect(differences(documented, reply.body)).toEqual(Object.keys(exceptions ?? {}));
  expect(reply.bytes.length > 0).toBe(sample.response !== undefined);
  for (const [name, text] of Object.entries(sample.responseHeaders ?? {})) {
    expect(differences(text, reply.headers.get(name))).toEqual([]);
  }
  const rows = bench.emulator.control.requests().filter(({ operation }) => operation === sample.operation);
  expect(rows.at(-1)).toMatchObject({ status: sample.status });
  expect(rows.some(({ accepted }) => accepted)).toBe(changing.includes(sample.operation));
});
