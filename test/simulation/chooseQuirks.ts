import type { QuirksPatch } from "../emulator/src/index";
import type { Chance } from "./chance";

/** Every quirk that a binding or a key pair can meet, with what it may be other than by default. */
const choices: { readonly [K in keyof QuirksPatch]-?: readonly QuirksPatch[K][] } = {
  missingAuth: ["fail"],
  unfittingAuth: ["fail"],
  wrongAuth: ["refuse"],
  authOnStoppedServer: ["ignore", "fail"],
  unsupportedImage: ["refuse"],
  closedPort: ["refuse"],
  editedAuthorizedKeys: ["refuse"],
  unknownServer: ["fail"],
  unbindUnbound: ["fail", "succeed"],
  unbindWithoutPassword: ["refuse", "fail"],
  replaceSameName: ["refuse", "fail"],
  secondTask: ["queue", "run"],
  disablePasswordOmitted: ["disable"],
  keyNameChanges: ["atStart"],
  keyNameStaleMs: [2_000, 20_000, 55_000],
  unboundKeyName: ["empty"],
  serverIdFilter: ["ignored"],
  failedLeaves: ["new", "new", "none"],
  replaceListsKeyPair: ["old"],
  associateStatus: [200],
  associateBody: ["full"],
  batchStatusWord: [],
  unknownTask: [400],
  unknownKeyPair: [400],
  duplicateKeyPair: [409],
  keyPairNameLimit: [64],
  replaceResultWord: ["RESET"],
  operateType: ["failed", "reset", "phase"],
  errorCode: ["text"],
  taskTimeUnit: ["s", "ns", "beyond"],
  failedTaskTime: ["end"],
  listTaskId: ["server"],
  taskIds: ["path", "slash", "blank", "long"],
  pageCap: [1, 2],
  listTotal: ["omitted", "page", "short", "long"],
  answersAbout: ["otherTask", "otherServer", "otherKeyPair"],
  runningListDelayMs: [1_000, 3_000],
  failedListDelayMs: [1_000, 3_000],
  runningListOmits: [true],
  failedListOmits: [true],
  failedRetentionMs: [5_000, 60_000],
  taskRetentionMs: [5_000, 20_000, 60_000],
  deletedFailedTask: ["gone"],
  listFrozenState: ["number"],
  keyPairTimeUnit: ["s"],
  batchImportNesting: [],
  dmsPaging: [],
  lockAfterWrong: [],
  lockMs: [],
  clockOffsetMs: [-240_000, 240_000],
};

type QuirkName = keyof QuirksPatch;

/** Those that decide most about what can be known are met more often. */
const decisive: readonly [QuirkName, ...QuirkName[]] = [
  "failedLeaves",
  "secondTask",
  "keyNameChanges",
  "keyNameStaleMs",
  "replaceListsKeyPair",
  "operateType",
  "runningListDelayMs",
  "taskRetentionMs",
  "listTaskId",
  "pageCap",
  "listTotal",
];

const names = (Object.keys(choices) as QuirkName[]).filter((name) => choices[name].length > 0);

/** A few quirks, each a patch of its own. */
export function chooseQuirks(chance: Chance): QuirksPatch[] {
  const count = chance.weighted<number>([
    [2, 0],
    [3, 1],
    [3, 2],
    [2, 4],
    [1, 8],
  ]);
  const chosen = new Map<QuirkName, QuirksPatch>();
  for (let index = 0; index < count; index += 1) {
    const [first = "failedLeaves", ...rest] = chance.happens(0.6) ? decisive : names;
    const name = chance.pick([first, ...rest]);
    chosen.set(name, patchOf(chance, name));
  }
  return [...chosen.values()];
}

function patchOf(chance: Chance, name: QuirkName): QuirksPatch {
  const values = choices[name];
  return { [name]: values[chance.below(values.length)] };
}
