import { configFor, startTestEmulator } from "./emulator";

test("gives the stack configuration that leads to the emulator, its secret key as a secret", async () => {
  const emulator = await startTestEmulator();
  try {
    const { url, secretKey } = emulator.credentials;
    expect(configFor(emulator.credentials)).toMatchObject({
      "kps:endpoint": url,
      "kps:secretKey": { secret: secretKey },
    });
    expect((await fetch(`${url}/_emulator/state`)).status).toBe(200);
    expect(emulator.control.state().servers.length).toBeGreaterThan(0);
  } finally {
    await emulator.close();
  }
});
