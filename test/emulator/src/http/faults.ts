import { validateHeaderName, validateHeaderValue } from "node:http";
import { z } from "zod";

/** The longest time that a timer of Node.js runs: it rings at once after a longer one. */
const longestTimer = 2 ** 31 - 1;

const headersSchema = z.record(z.string(), z.string()).refine(canBeSent, { message: "is no header of HTTP" });

/** What happens to the next matching requests instead of, or around, being served. */
export const faultSchema = z.strictObject({
  operation: z.string().optional(),
  path: z.string().optional(),
  times: z.number().int().min(1).default(1),
  status: z.number().int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  headers: headersSchema.optional(),
  delayMs: z.number().min(0).max(longestTimer).optional(),
  cut: z.enum(["before", "after"]).optional(),
});

export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;

/** The faults still to come, first come first served. */
export class Faults {
  private faults: Fault[] = [];

  add(fault: Fault): void {
    this.faults.push({ ...fault });
  }

  /** The first fault that fits, used up by one. */
  take(operation: string, path: string): Fault | undefined {
    const fault = this.faults.find(
      (one) => (one.operation ?? operation) === operation && (one.path === undefined || path.includes(one.path)),
    );
    if (fault !== undefined) {
      fault.times -= 1;
      this.faults = this.faults.filter((one) => one.times > 0);
    }
    return fault;
  }

  clear(): void {
    this.faults = [];
  }
}

function canBeSent(headers: Record<string, string>): boolean {
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return true;
  } catch {
    return false;
  }
}
