import type { World } from "./world/world";

/** Where the emulator is and how to sign in: the line it prints when it is ready. All values are strings. */
export interface Credentials {
  url: string;
  region: string;
  projectId: string;
  domainId: string;
  accessKey: string;
  secretKey: string;
  domainName: string;
  userName: string;
  userPassword: string;
}

/** The credentials of the first user. */
export function credentialsOf(world: World, url: string): Credentials {
  const { region, projectId, domainId, domainName, users } = world.identities;
  const [user] = users;
  if (user === undefined) {
    throw new Error("there is no user");
  }
  return {
    url,
    region,
    projectId,
    domainId,
    accessKey: user.accessKey,
    secretKey: user.secretKey,
    domainName,
    userName: user.name,
    userPassword: user.password,
  };
}
