import * as gate from "../resources/dmsTaskGate";
import type { Front } from "../resources/front";
import * as pair from "../resources/keyPair";
import * as binding from "../resources/keyPairBinding";
import * as fleet from "../resources/keyPairFleet";
import * as provider from "../resources/provider";
import { pluginFront } from "./pluginFront";

/** A key pair of KPS: generated, imported or adopted. */
export class KeyPair extends pair.KeyPair {
  protected static override readonly front: Front = pluginFront;
}

/** A server has a key pair. Creating binds it, changing replaces or resets it in place, deleting lets the server go. */
export class KeyPairBinding extends binding.KeyPairBinding {
  protected static override readonly front: Front = pluginFront;
}

/** Many servers have one key pair. */
export class KeyPairFleet extends fleet.KeyPairFleet {
  protected static override readonly front: Front = pluginFront;
}

/** Lets what depends on it go on once the background tasks of a DMS instance have settled. */
export class DmsTaskGate extends gate.DmsTaskGate {
  protected static override readonly front: Front = pluginFront;
}

/** One region, account or project, for a program that works in several: a provider `kps` of its own, with its own process. */
export class Provider extends provider.Provider {
  protected static override readonly front: Front = pluginFront;
}
