import { isDeepStrictEqual } from "node:util";
import { cutBytes } from "../../diagnostics/text/cutText";
import { RECORD_KEYS } from "../../model/binding";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";
import { expectedRecord } from "./expectedRecord";
import type { FleetFailure, FleetResult } from "../../model/fleet/fleetResult";
import { presentKeyPair, type FleetServer, type FleetServers } from "../../model/fleet/fleetServer";
import { longTexts, pack, placeOf, placesOf, textsInCommon, WHOLE } from "./sharedTexts";
import { shortFailure, shownFailure } from "./shortFailure";
import { shortMade } from "./shortMade";

/** Bytes of a server in `results`, its id included, as compact JSON. */
const BYTES_A_SERVER = 450;
/** Bytes of an error code; those that the service documents have 10. */
const MOST_OF_CODE = 64;
/** So much of a reason is kept whatever else there is. */
const LEAST_REASON = 30;
const CUT_MARK = "...";

/** The servers of a fleet as state holds them. */
export interface PackedResults {
  results: Record<string, FleetResult>;
  /** By fingerprint. */
  publicKeys: Record<string, string>;
  /** Texts that several results would hold, and those that one has no room for. */
  sharedTexts: string[];
}

/** Packs the servers for state: what many share stands once. */
export function packResults(servers: FleetServers): PackedResults {
  const publicKeys = publicKeysOf(servers);
  const rough = [...servers].map(([id, server]): RoughServer => {
    const result = visiblePart(server);
    return { id, result, rest: restOf(server, result, publicKeys) };
  });
  const common = textsInCommon(rough.map(({ rest }) => rest));
  const large = rough.filter((server) => bytesOver(server.id, packed(server, placesOf(common))) > 0);
  const shared = [...new Set([...common, ...large.flatMap(({ rest }) => longTexts(rest))])];
  const places = placesOf(shared);
  const results = rough.map((server): [string, FleetResult] => {
    const result = packed(server, places);
    return [server.id, bytesOver(server.id, result) > 0 ? withRecordShared(result, shared) : result];
  });
  return { results: Object.fromEntries(results), publicKeys, sharedTexts: shared };
}

/** The result with its record among the shared texts, as a whole: there is no room for it even without its long texts. */
function withRecordShared(result: FleetResult, shared: string[]): FleetResult {
  const index = shared.push(JSON.stringify(result.record ?? {})) - 1;
  return { ...result, record: { [WHOLE]: placeOf(index) } };
}

/** A server before what it shares with others is taken out. */
interface RoughServer {
  readonly id: string;
  readonly result: FleetResult;
  readonly rest: PlainObject;
}

function packed({ id, result, rest }: RoughServer, places: ReadonlyMap<string, string>): FleetResult {
  const record = pack(rest, places, besideOf(result)) as PlainObject;
  const whole = Object.keys(record).length === 0 ? result : { ...result, record };
  return withReasonCut(id, withoutUndefined({ ...whole }) as unknown as FleetResult);
}

function publicKeysOf(servers: FleetServers): Record<string, string> {
  const publicKeys: Record<string, string> = {};
  for (const { record } of servers.values()) {
    if (record.keyPairFingerprint !== undefined && record.boundPublicKey !== undefined) {
      publicKeys[record.keyPairFingerprint] ??= record.boundPublicKey;
    }
  }
  return publicKeys;
}

/** The fields of a result that its record refers to. */
export function besideOf({
  keyPairName,
  operation,
  taskId,
  startedAt,
}: FleetResult): Record<string, string | undefined> {
  return { k: keyPairName, o: operation, t: taskId, s: startedAt };
}

function visiblePart(server: FleetServer): FleetResult {
  const { operation, taskId, startedAt, finishedAt } = server.record;
  const ms = startedAt === undefined || finishedAt === undefined ? NaN : Date.parse(finishedAt) - Date.parse(startedAt);
  return {
    phase: server.phase,
    keyPairName: presentKeyPair(server),
    operation,
    taskId,
    startedAt,
    seconds: ms >= 0 ? ms / 1_000 : undefined,
    failure: server.failure && withCodeCut(server.failure),
  };
}

/** The wire takes codes of 4 KiB. */
function withCodeCut(failure: FleetFailure): FleetFailure {
  const { code } = failure;
  return code === undefined ? failure : { ...failure, code: cutBytes(code, MOST_OF_CODE, CUT_MARK) };
}

/** What the visible part does not tell; null where it tells what is not so. A reason is only kept as it is shown. */
function restOf(server: FleetServer, result: FleetResult, publicKeys: Readonly<Record<string, string>>): PlainObject {
  const { record } = server;
  const known: PlainObject = Object.fromEntries(RECORD_KEYS.map((key) => [key, record[key]]));
  known["made"] = shortMade(record.made, record);
  const expected: PlainObject = {
    ...expectedRecord(result),
    boundPublicKey: publicKeys[record.keyPairFingerprint ?? ""],
  };
  const rest: PlainObject = { triggers: server.triggers, failure: shortFailure(record, shownFailure(result)) };
  for (const key of new Set([...Object.keys(known), ...Object.keys(expected)])) {
    if (key !== "failure" && !isDeepStrictEqual(known[key], expected[key])) {
      rest[key] = known[key] ?? null;
    }
  }
  return withoutUndefined(rest);
}

/** So many bytes more than a server may have; negative for fewer. */
function bytesOver(id: string, result: FleetResult): number {
  return Buffer.byteLength(JSON.stringify({ [id]: result })) - 2 - BYTES_A_SERVER;
}

/** The result with its reason cut, at a whole character, so that the server keeps to its size. */
function withReasonCut(id: string, result: FleetResult): FleetResult {
  const { failure } = result;
  const tooMany = bytesOver(id, result);
  if (failure === undefined || tooMany <= 0) {
    return result;
  }
  // Escapes make a reason longer as JSON than it is.
  const room = Buffer.byteLength(failure.message) - tooMany - CUT_MARK.length;
  const message = cutBytes(failure.message, Math.max(LEAST_REASON, room), CUT_MARK);
  return { ...result, failure: { ...failure, message } };
}
