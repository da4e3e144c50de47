import { z } from "zod";
import { isKeyPairName, KEY_PAIR_NAME_RULE } from "./keyPairName";

/** The id of a server, as an input. */
export const serverIdSchema = z
  .string("give the id of an ECS server")
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/,
    "is not the id of an ECS server; it looks like 4116467c-a1b2-4c3d-9e8f-0123456789ab",
  );

/**
 * The id of a server as ECS and the lists of tasks write it: a UUID in small letters, however the program has it. Two texts
 * that mean one server are only seen to by this.
 */
export function ecsServerId(id: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id.toLowerCase() : id;
}

/** The name of a key pair that exists, as an input. */
export const keyPairNameSchema = z
  .string("give the name of a key pair")
  .refine(isKeyPairName, `is not the name of a key pair: ${KEY_PAIR_NAME_RULE}`);
