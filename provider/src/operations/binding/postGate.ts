/** Steps of one cloud that may be between their look and their POST at the same time. */
const WIDTH = 8;

interface Gate {
  free: number;
  queue: (() => void)[];
}

const gates = new Map<string, Gate>();

/**
 * Runs "look, decide, post" with at most a few others of the same cloud. Under a tight request budget a hundred steps
 * would otherwise all look first and post much later, on facts that have grown old.
 */
export async function throughPostGate<T>(cloudKey: string, work: () => Promise<T>): Promise<T> {
  const gate = gates.get(cloudKey) ?? { free: WIDTH, queue: [] };
  gates.set(cloudKey, gate);
  if (gate.free > 0) {
    gate.free -= 1;
  } else {
    await new Promise<void>((resolve) => gate.queue.push(resolve));
  }
  try {
    return await work();
  } finally {
    const next = gate.queue.shift();
    if (next === undefined) {
      gate.free += 1;
    } else {
      next();
    }
  }
}
