import type { Principal } from "../../world/identities";
import type { KeyPair } from "../../world/keyPair";
import type { World } from "../../world/world";
import { isVisible } from "./kpsRefusal";

interface Sorting {
  /** As the world has them. */
  pairs: readonly KeyPair[];
  /** By name, for each user what that user may see. Neither changes as long as a key pair lives. */
  visible: Map<string, readonly KeyPair[]>;
}

/** The key pairs of a world by name, sorted anew only when one has come or gone. */
export class SortedKeyPairs {
  private readonly last = new WeakMap<World, Sorting>();

  visibleTo(world: World, principal: Principal): readonly KeyPair[] {
    const sorting = this.sortingOf(world);
    const known = sorting.visible.get(principal.userId);
    if (known !== undefined) {
      return known;
    }
    const visible = sorting.pairs.filter((pair) => isVisible(pair, principal));
    visible.sort((one, other) => (one.name < other.name ? -1 : 1));
    sorting.visible.set(principal.userId, visible);
    return visible;
  }

  private sortingOf(world: World): Sorting {
    const last = this.last.get(world);
    if (last !== undefined && isSame(last.pairs, world.keyPairs)) {
      return last;
    }
    const sorting = { pairs: [...world.keyPairs.values()], visible: new Map<string, readonly KeyPair[]>() };
    this.last.set(world, sorting);
    return sorting;
  }
}

function isSame(pairs: readonly KeyPair[], present: ReadonlyMap<string, KeyPair>): boolean {
  if (pairs.length !== present.size) {
    return false;
  }
  let index = 0;
  for (const pair of present.values()) {
    if (pair !== pairs[index]) {
      return false;
    }
    index += 1;
  }
  return true;
}
