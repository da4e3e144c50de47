import type { ResourceHandlers } from "../handlers/border";
import { handlersOf } from "../handlers/handlers";
import type { ProviderProcess } from "../handlers/providerProcess";
import { isPlainObject } from "../model/plainObject";
import { misnamedSettings } from "../model/settingNames";

/** What the plugin knows of one kind of resource. */
export interface PluginResource {
  readonly handlers: ResourceHandlers;
  /** Outputs that an update in place leaves as they are, so that they are known in its preview. */
  readonly stable: readonly string[];
  /** Inputs that describe one that was found by its id; none where that is not possible. */
  readonly importInputs: readonly string[];
  /** The input that the id stands for; absent where there is none. */
  readonly idInput?: string;
  /** What becomes of one that was found by its id, where deleting it could be expected to do more. */
  readonly keptOnDelete?: string;
}

/** The resources of the plugin by their type tokens. */
export function pluginResources(process: ProviderProcess): Readonly<Record<string, PluginResource>> {
  const { keyPair, keyPairBinding, keyPairFleet, dmsTaskGate } = handlersOf(process);
  return {
    "kps:index:KeyPair": {
      handlers: keyPair,
      stable: [
        "publicKey",
        "fingerprint",
        "algorithm",
        "scope",
        "userId",
        "createdAt",
        "adopted",
        "region",
        "projectId",
      ],
      importInputs: ["name", "publicKey", "description", "scope"],
      idInput: "name",
      keptOnDelete:
        "this key pair was found, and nothing tells that this program made it: deleting the resource, or `pulumi destroy`, leaves it in KPS",
    },
    "kps:index:KeyPairBinding": {
      handlers: keyPairBinding,
      stable: ["region", "projectId"],
      importInputs: ["serverId", "keyPairName"],
      idInput: "serverId",
      keptOnDelete:
        'this binding was found, and nothing tells that this program made it: deleting the resource, or `pulumi destroy`, leaves the key pair on the server, unless onDelete is "unbind"',
    },
    "kps:index:KeyPairFleet": {
      handlers: keyPairFleet,
      stable: ["region", "projectId"],
      importInputs: [],
    },
    "kps:index:DmsTaskGate": {
      handlers: dmsTaskGate,
      stable: ["region", "projectId"],
      importInputs: ["instanceId"],
      idInput: "instanceId",
    },
  };
}

/** Settings of a provider that are secrets. */
const SECRET_SETTINGS = new Set(["secretKey", "securityToken", "token", "password"]);

/** Whether the engine is to keep a setting as ciphertext, also when it was given in the clear. A misspelt one may be meant as any. */
export function isSecretSetting(key: string): boolean {
  return SECRET_SETTINGS.has(key) || misnamedSettings({ [key]: "given" }).length > 0;
}

/** Properties that are secrets as a whole. */
const SECRET_PROPERTIES = new Set(["keyProtection", "privateKey", "triggersKey"]);

/** Whether the engine is to keep a property as ciphertext: one that is secret, or holds a way into a server. */
export function isSecretProperty(key: string, value: unknown): boolean {
  return SECRET_PROPERTIES.has(key) || holdsWayIn(value);
}

function holdsWayIn(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(holdsWayIn);
  }
  return (
    isPlainObject(value) &&
    Object.entries(value).some(([key, entry]) => key === "password" || key === "privateKey" || holdsWayIn(entry))
  );
}
