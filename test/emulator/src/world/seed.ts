import { z } from "zod";
import { dmsInstancePatchSchema, patchDmsInstance } from "./dmsInstance";
import { seededEd25519, type KeyMaterial } from "./keyMaterial";
import { mergeSettings, settingsPatchSchema } from "./settings";
import { seedServersSchema } from "./seedServers";
import { newServer, patchServer } from "./server";
import type { World } from "./world";

const seedKeyPairSchema = z.strictObject({
  name: z.string().min(1),
  publicKey: z.string().optional(),
  privateKey: z.string().optional(),
  hosted: z.boolean().optional(),
  scope: z.enum(["domain", "user"]).optional(),
  userName: z.string().optional(),
  description: z.string().optional(),
});

/** What a world starts with. */
export const seedSchema = z.strictObject({
  servers: seedServersSchema.optional(),
  keyPairs: z.array(seedKeyPairSchema).optional(),
  dmsInstances: z.array(dmsInstancePatchSchema.extend({ id: z.string().min(1) })).optional(),
  settings: settingsPatchSchema.optional(),
});

export type Seed = z.output<typeof seedSchema>;
type SeedKeyPair = z.output<typeof seedKeyPairSchema>;

/** A seed that names a key nobody can read, or a user nobody knows. */
export class SeedError extends Error {}

/**
 * Fills an empty world.
 *
 * @throws SeedError
 */
export function plant(world: World, seed: Seed): void {
  world.settings = mergeSettings(world.settings, seed.settings ?? {});
  for (const pair of seed.keyPairs ?? []) {
    plantKeyPair(world, pair);
  }
  const now = world.wall();
  const bodyOf = (name: string): string | undefined => world.keyPairs.get(name)?.publicKey.body;
  for (const patch of seed.servers ?? []) {
    const server = newServer(patch.id, now);
    patchServer(server, patch, bodyOf);
    world.servers.set(patch.id, server);
  }
  for (const { id, ...patch } of seed.dmsInstances ?? []) {
    const time = { now: world.clock.now(), wall: world.wall() };
    world.dmsInstances.set(id, patchDmsInstance(undefined, id, patch, time));
  }
}

function plantKeyPair(world: World, seed: SeedKeyPair): void {
  const user = world.identities.users.find((one) => one.name === (seed.userName ?? "operator"));
  if (user === undefined) {
    throw new SeedError(`key pair ${seed.name}: no user is named ${seed.userName ?? ""}`);
  }
  const { publicKey, privateKey } = materialOf(world, seed);
  world.addKeyPair({
    name: seed.name,
    type: "ssh",
    scope: seed.scope ?? "user",
    userId: user.id,
    description: seed.description ?? "",
    publicKey,
    createdAt: world.wall(),
    ...(seed.hosted === true && privateKey !== undefined ? { privateKey, kmsKeyId: world.newId() } : {}),
  });
}

function materialOf(world: World, seed: SeedKeyPair): Partial<KeyMaterial> & Pick<KeyMaterial, "publicKey"> {
  if (seed.publicKey === undefined && seed.privateKey === undefined) {
    return seededEd25519(world.ids);
  }
  const privateKey = seed.privateKey;
  const publicKey =
    seed.publicKey === undefined ? world.keys.publicHalf(privateKey ?? "") : world.keys.readPublicKey(seed.publicKey);
  if (publicKey === undefined) {
    throw new SeedError(`key pair ${seed.name}: the key cannot be read`);
  }
  return privateKey === undefined ? { publicKey } : { publicKey, privateKey };
}
