import type { Seed } from "./seed";

/** The world of an emulator that was given none: two unbound servers, a stopped one, a bound one. */
export const sampleSeed: Seed = {
  keyPairs: [
    { name: "legacy", scope: "domain", hosted: true, description: "bound to app-1; its private key can be exported" },
  ],
  servers: [
    { id: "11111111-1111-4111-8111-111111111111", name: "web-1", rootPassword: "Web-1-Password" },
    { id: "22222222-2222-4222-8222-222222222222", name: "web-2", rootPassword: "Web-2-Password" },
    { id: "33333333-3333-4333-8333-333333333333", name: "db-1", rootPassword: "Db-1-Password", status: "SHUTOFF" },
    {
      id: "44444444-4444-4444-8444-444444444444",
      name: "app-1",
      rootPassword: "App-1-Password",
      keyPairName: "legacy",
    },
  ],
  dmsInstances: [
    {
      id: "55555555-5555-4555-8555-555555555555",
      engine: "kafka",
      tasks: [{ id: "ff80a", name: "modifyAutoTopic", status: "SUCCESS", params: { enable: true } }],
    },
  ],
};
