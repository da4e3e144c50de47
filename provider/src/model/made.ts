import { z } from "zod";

/** What a resource of ours made, as opposed to what was found since: only this is ours to take away. */
export interface Made {
  readonly name: string;
  /** Of the key it was made with, as computed from its public half; absent where that is not known. */
  readonly fingerprint?: string | undefined;
  /** Who made it, as the credentials tell (the id of an IAM user, or a hash of an access key); absent where they do not. */
  readonly by?: string | undefined;
}

/** As state holds it. */
export const madeSchema: z.ZodType<Made> = z.object({
  name: z.string(),
  fingerprint: z.string().optional(),
  by: z.string().optional(),
});
