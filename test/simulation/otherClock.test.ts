import { Keyring } from "./keyring";
import { atPost, server, up } from "./mendedHistory";
import { playHistory } from "./playHistory";

const keyring = new Keyring();

it.each([0, -240_000, 240_000])(
  "a new run waits for a lost bind that may still be accepted where the service's clock is %d ms ahead",
  async (clockOffsetMs) => {
    const { history } = await playHistory(
      {
        seed: 5,
        signs: false,
        timeScale: 0.3,
        parts: [
          server({ auth: "password", verify: "none", timeout: "20s" }),
          { kind: "quirk", patch: { clockOffsetMs, secondTask: "queue" } },
          up,
          { kind: "reaction", reaction: "again" },
          { kind: "fault", at: atPost, fault: "slow there", times: 1 },
        ],
      },
      keyring,
    );
    const binds = history.cloud.chronicle.posts.filter(({ unbinds }) => !unbinds);
    expect(binds.map(({ run }) => run)).toEqual([0]);
  },
);
