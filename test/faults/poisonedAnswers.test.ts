import fc from "fast-check";
import { encodingFault } from "../support/encodable";
import { secretWritings } from "../support/secretWritings";
import { leaks } from "./leaks";
import { poisonedLife, type Life, type Place, type Poison } from "./poisonedLife";

jest.setTimeout(240_000);

const OPTIONS = { password: 'Canary/1"pass+w&rd', timeout: "400ms" };
/** ECS tells much of a server that nobody reads. */
const READ_OF_SERVERS = /\.(?:id|name|status|key_name|OS-EXT-STS:\w+|metadata\.\w+)$/;
/** Lives that go on side by side. */
const AT_ONCE = 24;

const FIXED = [
  `${"x".repeat(499)}😀${"y".repeat(20)}`,
  "half \ud83d of it",
  "\udc00",
  "nul \u0000 and \u0007 bell",
  "one\r\n::error::two\n##vso[task.complete]\n  ::stop-commands::x",
  "##[error]red \u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link",
  "<{%fg 1%}>colour<{%reset%}>",
  "\u202eturned\u2066 \u0085next \u2028line",
  "k".repeat(4 * 1024 * 1024),
];

/** Any UTF-16, with what is dangerous more often than by chance. */
const anyUtf16 = fc
  .array(fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 10, 13, 27, 0x9b, 0xd800, 0xdc00, 0x202e, 35, 58, 91)), {
    minLength: 1,
    maxLength: 1_000,
  })
  .map((units) => String.fromCharCode(...units));

/** What no terminal and no engine may be given. */
function dangers(text: string): string[] {
  return [
    ...(text.isWellFormed() ? [] : ["is not well-formed"]),
    ...(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(text)
      ? ["holds a control character"]
      : []),
    ...(/##\w{0,40}\[|<\{%/.test(text) ? ["holds a command or a colour"] : []),
    ...(/^\s*(?:::|##)/m.test(text) ? ["begins a line with a command"] : []),
  ].map((danger) => `${danger}: ${JSON.stringify(text.slice(0, 200))}`);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** All that is wrong with what came out of a life. */
function faultsOf({ answers, messages, rows, report }: Life): string[] {
  return [
    ...answers.flatMap((answer) => encodingFault(answer) ?? []),
    ...[...textsIn(answers), ...messages, ...rows, report].flatMap(dangers),
    ...messages.filter((message) => Buffer.byteLength(message) > 4096).map((long) => `${long.length} characters`),
    ...rows.filter((row) => Buffer.byteLength(row) > 4096).map((long) => `a row of ${long.length} characters`),
  ];
}

async function eachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<string[]>): Promise<string[]> {
  const waiting = [...items];
  const found: string[] = [];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      found.push(...(await work(item)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found;
}

let places: readonly Place[];

beforeAll(async () => {
  const life = await poisonedLife(() => undefined, { ...OPTIONS, timeout: "2m" });
  places = life.places.filter(({ text }) => !text.startsWith(".server.") || READ_OF_SERVERS.test(text));
});

const at = ({ request, text }: Place, poison: string): Poison => {
  return (place) => (place.request === request && place.text === text ? poison : undefined);
};

test("a life meets every kind of answer", () => {
  const texts = places.map(({ text }) => text);
  expect(texts).toEqual(
    expect.arrayContaining([
      ".tasks[].task_error_msg",
      ".tasks[].task_error_code",
      ".server.name",
      ".server.key_name",
      "header",
      "page",
    ]),
  );
  expect(places.length).toBeGreaterThan(50);
});

test("whatever stands at any text of any answer, every call ends and what it says is safe", async () => {
  const random = fc.sample(anyUtf16, { numRuns: places.length, seed: 7 });
  const poisons = places.flatMap((place, index) =>
    [FIXED[index % FIXED.length] ?? "", random[index] ?? ""].map((poison) => ({ place, poison })),
  );
  const found = await eachAtOnce(poisons, async ({ place, poison }) =>
    faultsOf(await poisonedLife(at(place, poison), OPTIONS)).map((fault) => `${place.request} ${place.text}: ${fault}`),
  );
  expect(found).toEqual([]);
});

test("a text that is everywhere at once is safe too", async () => {
  const found = await eachAtOnce(FIXED, async (poison) =>
    faultsOf(await poisonedLife(({ text }) => (/status|_id|\.id$|page/.test(text) ? undefined : poison), OPTIONS)),
  );
  expect(found).toEqual([]);
});

test("a secret in any writing at any text of any answer shows nowhere", async () => {
  const { password } = OPTIONS;
  const writings = Object.values(secretWritings(password));
  const cut = writings.map((writing) => `${writing.slice(0, Math.ceil(writing.length * 0.8))}...`);
  const canaries = [...writings, ...cut];
  const poisons = places.map((place, index) => ({ place, poison: `why: ${canaries[index % canaries.length] ?? ""}` }));
  const everywhere = canaries.map((canary) => ({ place: undefined, poison: canary }));
  const found = await eachAtOnce([...poisons, ...everywhere], async ({ place, poison }) => {
    const life = await poisonedLife(
      place === undefined ? ({ text }) => (/status|_id|\.id$|page/.test(text) ? undefined : poison) : at(place, poison),
      OPTIONS,
    );
    const { answers, messages, rows, report } = life;
    const shown = { state: JSON.stringify(answers), errors: messages.join("\n"), rows: rows.join("\n"), report };
    return Object.entries(shown).flatMap(([where, text]) =>
      leaks(text.replaceAll("another-Passw0rd!", ""), [password], where).map(
        (leak) => `${place?.request} ${place?.text} ${poison}: ${leak}`,
      ),
    );
  });
  expect(found).toEqual([]);
});
