import type { dynamic } from "@pulumi/pulumi";
import { DEFAULT_ALGORITHM } from "../../model/algorithm";
import { keyPairInputsSchema } from "../../model/keyPair";
import { keyPairFaults } from "../../model/keyPairFaults";
import { autoName } from "../../model/keyPairName";
import { withoutUndefined, type PlainObject } from "../../model/plainObject";
import { fingerprintOf } from "../../model/publicKey";
import { UNKNOWN_VALUE } from "../../model/unknownValue";
import { checkInputs, faultOf, ownInputs } from "../checkInputs";
import { differing, replacingInputs } from "./replacingInputs";

/**
 * Checks the inputs of a key pair without asking anybody, and completes them: a name when none is given, and the
 * fingerprint of a public key that is known, so that what depends on them stays known in previews.
 */
export function checkPair(olds: PlainObject, news: PlainObject): dynamic.CheckResult {
  const failures = [
    ...checkInputs(keyPairInputsSchema, news),
    ...keyPairFaults(ownInputs(news)).map(({ property, reason }) => faultOf(property, reason)),
    ...fileFaults(olds, news),
  ];
  const inputs = withoutUndefined({ ...news, ...nameFor(olds, news), fingerprint: fingerprintFor(news) });
  return { inputs, failures };
}

/** Another kind of key cannot go to the file of the old one; said now, because the old pair may be deleted first. */
function fileFaults(olds: PlainObject, news: PlainObject): dynamic.CheckFailure[] {
  const { algorithm, privateKeyFile } = news;
  const staysInFile = privateKeyFile !== undefined && privateKeyFile === olds["privateKeyFile"];
  return staysInFile && algorithm !== undefined && algorithm !== (olds["algorithm"] ?? DEFAULT_ALGORITHM)
    ? [
        faultOf(
          "algorithm",
          "makes another key, and privateKeyFile holds the present one, which is never overwritten; give another privateKeyFile as well",
        ),
      ]
    : [];
}

/** The given name; else the one the pair has, as long as it stays the same pair; else one made of URN and inputs. */
function nameFor(olds: PlainObject, news: PlainObject): PlainObject {
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
  const urn = news["resourceUrn"];
  return { name: autoName(typeof urn === "string" ? urn : "", { ...replacing }), autoNamed: true };
}

function fingerprintFor(news: PlainObject): string | undefined {
  const { publicKey } = replacingInputs(news);
  if (publicKey === undefined) {
    return undefined;
  }
  return publicKey === UNKNOWN_VALUE ? UNKNOWN_VALUE : fingerprintOf(publicKey);
}
