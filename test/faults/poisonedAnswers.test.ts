import fc from "fast-check";
import { encodingFault } from "../support/encodable";
import { secretWritings } from "../support/secretWritings";
import { leaks } from "./leaks";
import type { Whose } from "./livesOfResources";
import { poisonedLife, type Life, type Place, type Poison } from "./poisonedLife";

/** In `npm run test:faults` every place meets every text and every writing; in `npm test` some of them. */
const ALL = process.env["KPS_ALL_WRITINGS"] === "1";

jest.setTimeout(ALL ? 1_200_000 : 240_000);

const OPTIONS = { password: 'Canary/1"pass+w&rd', timeout: "30s" };
/** ECS tells much of a server that nobody reads. */
const READ_OF_SERVERS = /^\.server\.(?:id|name|status|key_name|OS-EXT-STS:\w+|metadata\.\w+)$/;
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

/** What stands at every place at once: 4 MiB at each would be gigabytes. */
const EVERYWHERE = ALL ? FIXED : FIXED.map((text) => text.slice(0, 256 * 1024));

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

/** A place, and whose life comes to it. */
interface Met extends Place {
  readonly whose: Whose;
}

let places: readonly Met[];

beforeAll(async () => {
  const met = async (whose: Whose): Promise<Met[]> => {
    const life = await poisonedLife(whose, () => undefined, OPTIONS);
    return life.places.map((place) => ({ ...place, whose }));
  };
  const all = [...(await met("resources")), ...(await met("fleet"))];
  places = all.filter(({ text }) => !text.startsWith(".server.") || READ_OF_SERVERS.test(text));
});

const at = ({ request, text }: Place, poison: string): Poison => {
  return (place) => (place.request === request && place.text === text ? poison : undefined);
};

/** What stands there says which way a call goes: where it is poisoned, much else is never asked for. */
const leads = ({ text }: Place): boolean => /status|_id|\.id$|page/.test(text);

test.each<[Whose, readonly string[]]>([
  [
    "resources",
    [
      ".tasks[].task_error_msg",
      ".tasks[].task_error_code",
      ".server.name",
      ".server.key_name",
      ".error.message",
      "header",
      "page",
    ],
  ],
  ["fleet", [".tasks[].task_error_msg", ".tasks[].task_error_code", ".server.name", ".server.key_name", "page"]],
])("a life of %s meets every kind of answer", (whose, texts) => {
  const met = places.filter((place) => place.whose === whose).map(({ text }) => text);
  expect(met).toEqual(expect.arrayContaining([...texts]));
  expect(met.length).toBeGreaterThan(40);
});

test("whatever stands at any text of any answer, every call ends and what it says is safe", async () => {
  const random = fc.sample(anyUtf16, { numRuns: places.length, seed: 7 });
  const poisons = places.flatMap((place, index) => {
    const fixed = ALL ? FIXED : [FIXED[index % FIXED.length] ?? ""];
    // A fleet does with each server what a binding does: one poison shows how it tells of it.
    const texts = place.whose === "fleet" && !ALL ? fixed : [...fixed, random[index] ?? ""];
    return texts.map((poison) => ({ place, poison }));
  });
  const found = await eachAtOnce(poisons, async ({ place, poison }) =>
    faultsOf(await poisonedLife(place.whose, at(place, poison), OPTIONS)).map(
      (fault) => `${place.request} ${place.text}: ${fault}`,
    ),
  );
  expect(found).toEqual([]);
});

test.each<Whose>(["resources", "fleet"])(
  "a text that is everywhere at once is safe too, in a life of %s",
  async (whose) => {
    const found = await eachAtOnce(EVERYWHERE, async (poison) =>
      faultsOf(await poisonedLife(whose, (place) => (leads(place) ? undefined : poison), OPTIONS)),
    );
    expect(found).toEqual([]);
  },
);

/** Where nothing is compared with anything: whatever stands there, a life goes its way. */
const PROSE =
  /error_msg|error_code|error\.message|server_name|\.server\.name|metadata|description|params|\.(?:type|user_id|scope|algorithm)$|header/;

/** Places that are poisoned at once. */
type Part = (place: Place) => boolean;

/** Sets of places, so that every place is met in one of them: what leads a life stands in the way of what comes later. */
function partsOf(own: readonly Met[]): Part[] {
  const requests = [...new Set(own.map(({ request }) => request))];
  const ofRequest =
    (asked: string, what: (text: string) => boolean): Part =>
    ({ request, text }) =>
      request === asked && what(text);
  return [
    ({ text }) => PROSE.test(text),
    ({ text }) => PROSE.test(text) && !text.includes("error_code"),
    ...requests.flatMap((asked) => [
      ofRequest(asked, (text) => !PROSE.test(text) && text !== "page" && !text.includes("key_name")),
      ofRequest(asked, (text) => text === "page"),
    ]),
    ({ text }) => text.includes("key_name"),
  ];
}

/** Of what leads a life, each place meets one of so many writings. */
const SOME = ALL ? 1 : 6;

test.each<Whose>(["resources", "fleet"])(
  "a secret in any writing at any text of any answer shows nowhere, in a life of %s",
  async (whose) => {
    const { password } = OPTIONS;
    const writings = Object.values(secretWritings(password));
    const cut = writings.map((writing) => `${writing.slice(0, Math.ceil(writing.length * 0.8))}...`);
    const own = places.filter((place) => place.whose === whose);
    const put = new Set<string>();
    const everywhere: Part = (place) => !leads(place);
    const lives = [
      ...cut.map((canary) => ({ canary, isPoisoned: everywhere })),
      ...partsOf(own).flatMap((isPoisoned, at) =>
        writings.filter((_, index) => at < 2 || index % SOME === at % SOME).map((canary) => ({ canary, isPoisoned })),
      ),
    ];
    const found = await eachAtOnce(lives, async ({ canary, isPoisoned }) => {
      const poison: Poison = (place) => {
        if (!isPoisoned(place)) {
          return undefined;
        }
        put.add(keyOf(place, canary));
        return `why: ${canary}`;
      };
      const { answers, messages, rows, report } = await poisonedLife(whose, poison, OPTIONS);
      const shown = { state: JSON.stringify(answers), errors: messages.join("\n"), rows: rows.join("\n"), report };
      return Object.entries(shown).flatMap(([where, text]) =>
        leaks(text.replaceAll("another-Passw0rd!", ""), [password], where).map((leak) => `${canary}: ${leak}`),
      );
    });
    expect(found).toEqual([]);
    // What leads a life decides what comes later, so not all of it is met.
    const wanted = own.filter(({ text }) => PROSE.test(text));
    const pairs = wanted.flatMap((place) => writings.map((each) => keyOf(place, each)));
    expect(pairs.filter((each) => !put.has(each))).toEqual([]);
  },
);

/** What stands for a place, and for what was put there. */
function keyOf({ request, text }: Place, canary: string): string {
  return `${request} ${text} ${canary}`;
}
