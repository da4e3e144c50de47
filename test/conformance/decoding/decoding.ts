import type { Cloud } from "../../../provider/src/client/cloud";

/** The client's call that fits a sample: it sends the sample's request and makes this value of the sample's answer. */
export interface Decoding {
  readonly call: (cloud: Cloud) => Promise<unknown>;
  readonly value: unknown;
}
