import type { dynamic } from "@pulumi/pulumi";
import { DEFAULT_ALGORITHM } from "../../model/algorithm";
import { keyPairInputsSchema } from "../../model/keyPair";
import { keyPairFaults } from "../../model/keyPairFaults";
import { autoName } from "../../model/keyPairName";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";
import { fingerprintOf } from "../../model/publicKey";
import { UNKNOWN_VALUE } from "../../model/unknownValue";
import { checkInputs, faultOf, ownInputs } from "../checkInputs";
import type { Call } from "../shown";
import { keyFileFaults } from "./keyFile";
import { differing, replacingInputs } from "./replacingInputs";
import { isFreeForSuccessor } from "./isFreeForSuccessor";

/**
 * Checks the inputs of a key pair, and completes them: a name when none is given, and the fingerprint of a public key that
 * is known, so that what depends on them stays known in previews. Looks at the file for a private key, and asks whether a
 * name that is made for a pair to come is free. Nothing before means that another pair takes the place of what the resource
 * had: the program has that no more.
 */
export async function checkPair(olds: PlainObject, news: PlainObject, call: Call): Promise<dynamic.CheckResult> {
  if (Object.keys(olds).length === 0 && call.row.urn !== undefined) {
    // Diff does not know of replacements that the program's options ask for.
    await call.process.declared.releaseKeyPairsOf(call.row.urn);
  }
  const failures = [
    ...checkInputs(keyPairInputsSchema, news),
    ...keyPairFaults(ownInputs(news)).map(({ property, reason }) => faultOf(property, reason)),
    ...fileFaults(olds, news),
    ...(await keyFileFaults(olds, news, call)),
  ];
  const name = await nameFor(olds, news, failures.length === 0 ? call : undefined);
  const inputs = withoutUndefined({ ...news, ...name, fingerprint: fingerprintFor(news) });
  return { inputs, failures };
}

/** Another kind of key cannot go to the file of the old one; said now, because the old pair may be deleted first. */
function fileFaults(olds: PlainObject, news: PlainObject): dynamic.CheckFailure[] {
  const { algorithm, privateKeyFile } = news;
  const staysInFile = privateKeyFile !== undefined && privateKeyFile === olds["privateKeyFile"];
  const isKnown = algorithm !== undefined && algorithm !== UNKNOWN_VALUE;
  return staysInFile && isKnown && algorithm !== (olds["algorithm"] ?? DEFAULT_ALGORITHM)
    ? [
        faultOf(
          "algorithm",
          "makes another key, and privateKeyFile holds the present one, which is never overwritten; give another privateKeyFile as well",
        ),
      ]
    : [];
}

/** The given name; else the one the pair has, as long as it stays the same pair; else one made of URN and inputs. */
async function nameFor(olds: PlainObject, news: PlainObject, call: Call | undefined): Promise<PlainObject> {
  if (news["name"] !== undefined) {
    return { autoNamed: undefined };
  }
  const replacing = replacingInputs(news);
  const { name: before } = olds;
  if (typeof before === "string" && before !== "" && differing(replacingInputs(olds), replacing).length === 0) {
    return { name: before, autoNamed: true };
  }
  if (Object.values(replacing).includes(UNKNOWN_VALUE)) {
    return { name: UNKNOWN_VALUE, autoNamed: true };
  }
  const { resourceUrn } = news;
  const urn = typeof resourceUrn === "string" ? resourceUrn : "";
  const name = autoName(urn, { ...replacing });
  // `--replace` and `pulumi state taint` show nothing of the pair there is: only KPS tells that the name is taken by it.
  const next = autoName(urn, { ...replacing, succeeds: name });
  const isFree = call === undefined || (await isFreeForSuccessor(name, news, call));
  return { name: isFree ? name : next, autoNamed: true };
}

function fingerprintFor(news: PlainObject): string | undefined {
  const { publicKey } = replacingInputs(news);
  if (publicKey === undefined) {
    return undefined;
  }
  return publicKey === UNKNOWN_VALUE ? UNKNOWN_VALUE : fingerprintOf(publicKey);
}
