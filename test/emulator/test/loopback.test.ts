import { startEmulator } from "../src/index";
import { hostToListenOn, isLoopback } from "../src/loopback";

it.each(["127.0.0.1", "127.255.255.254", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "localhost", "LOCALHOST"])(
  "%s is reached by this machine only",
  (host) => {
    expect(isLoopback(host)).toBe(true);
    expect(hostToListenOn(host)).toBe(host);
  },
);

it.each([
  "0.0.0.0",
  "::",
  "",
  "10.0.0.1",
  "128.0.0.1",
  "127.0.0.1.example",
  "127.1",
  "emulator.test",
  "::ffff:10.0.0.1",
])("%j is refused unless it is said twice", (host) => {
  expect(isLoopback(host)).toBe(false);
  expect(() => hostToListenOn(host)).toThrow(/loopback.*known.*control API.*--beyond-loopback/);
  expect(hostToListenOn(host, true)).toBe(host);
});

it("without a word it is 127.0.0.1", () => {
  expect(hostToListenOn()).toBe("127.0.0.1");
  expect(hostToListenOn(undefined, true)).toBe("127.0.0.1");
});

it("an emulator does not start on such an address", async () => {
  await expect(startEmulator({ host: "0.0.0.0" })).rejects.toThrow("beyondLoopback");
});

it("an emulator on another loopback address is there with its SSH endpoints", async () => {
  const emulator = await startEmulator({ host: "localhost", ssh: true });
  try {
    expect((await fetch(`${emulator.url}/_emulator/state`)).status).toBe(200);
    expect(emulator.control.state().servers.every(({ sshPort }) => sshPort !== undefined)).toBe(true);
  } finally {
    await emulator.close();
  }
});
