import type { KnownSecrets } from "../diagnostics/secrets/knownSecrets";
import type { Settings } from "../settings/settings";
import type { PassingTroubles } from "../transport/passingTroubles";
import type { Runtime } from "../transport/runtime";
import type { Service } from "../transport/service";

/** A connection to one project of one region with one credential. Holds no socket of its own and needs no closing. */
export interface Cloud {
  /** Network, clocks and chance. */
  readonly runtime: Runtime;
  readonly settings: Settings;
  readonly region: string;
  readonly projectId: string;
  /** "settings" when it was given, "lookup" when the service named it. */
  readonly projectIdFrom: "settings" | "lookup";
  /** Identifies endpoint, project and credential; a hash, so it holds no secret. */
  readonly key: string;
  readonly kps: Service;
  readonly ecs: Service;
  readonly dms: Service;
  readonly iam: Service;
  /** What no text may show: the credential, and whatever was sent or received that lets somebody in. */
  readonly secrets: KnownSecrets;
  /** What its services have answered lately that makes whoever asks wait. */
  readonly troubles?: PassingTroubles;
  /**
   * Who asks, as far as that can be told; the same text for the same IAM user and access key.
   * @throws ServiceError, TransportError
   */
  asker(signal?: AbortSignal): Promise<string | undefined>;
  /** The present time by the service's own clock as far as it is known, in ms since 1970. */
  serviceNow(): number;
}
