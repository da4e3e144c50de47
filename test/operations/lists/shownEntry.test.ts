import { generateKeyPairSync } from "node:crypto";
import { Exit } from "../../../provider/src/diagnostics/exit";
import { KnownSecrets } from "../../../provider/src/diagnostics/secrets/knownSecrets";
import { publicHalf } from "../../../provider/src/model/privateKey";
import { shownEntry, shownText } from "../../../provider/src/operations/lists/shownEntry";
import { getTask } from "../../../provider/src/operations/lists/taskState";
import { listFailedTasks, listRunningTasks } from "../../../provider/src/operations/lists/taskListing";
import { waitForTask } from "../../../provider/src/operations/lists/waitForTask";
import { inProcessBench } from "../../support/inProcess/inProcessBench";
import { secretWritings } from "../../support/secretWritings";
import { beginTasks } from "./beginTasks";

it("shows no secret in an entry, and leaves its ids as they are", () => {
  const secrets = new KnownSecrets(["Tr0ub4dor&3"]);
  for (const written of Object.values(secretWritings("Tr0ub4dor&3"))) {
    expect(shownEntry({ errorMessage: `refused ${written}` }, secrets)).toEqual({
      errorMessage: expect.stringContaining("[removed]") as string,
    });
  }
  const entry = { taskId: "Tr0ub4dor&3", serverName: "web-1\n::error::x", frozenState: 1, names: ["a"] };
  expect(shownEntry(entry, secrets)).toEqual({ ...entry, serverName: "web-1\n: :error::x" });
});

it("leaves the words whole that say how things stand, whatever word a secret is", () => {
  const secrets = new KnownSecrets(["running", "REPLACE", "unrecognised"]);
  const entry = { phase: "unrecognised", operation: "REPLACE", serverName: "running" };
  expect(shownEntry(entry, secrets)).toEqual(entry);
  expect(shownEntry({ errorMessage: "signed with REPLACE" }, secrets)).toEqual({
    errorMessage: "signed with [removed]",
  });
});

it("leaves a public key whole whose private half is known, in whatever form", () => {
  for (const type of ["pkcs1", "pkcs8"] as const) {
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type, format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    const publicKey = publicHalf(privateKey) ?? "";
    expect(shownText(`${publicKey} ops@home`, new Exit(new KnownSecrets([privateKey])))).toBe(`${publicKey} ops@home`);
  }
});

it("what lists, shows and waits for tasks shows none of the credentials that a reason repeats", async () => {
  const bench = inProcessBench();
  const cloud = await bench.others();
  const { accessKey, secretKey } = bench.emulator.credentials;
  const errorMessage = `signed by ${accessKey} with ${secretKey}`;
  bench.emulator.control.putServer("other", { name: `web ${secretKey}` });
  const script = { outcome: "fail", durationMs: 1, errorMessage } as const;
  const [failed = ""] = await beginTasks(bench.emulator, cloud, ["running"], script);
  await beginTasks(bench.emulator, cloud, ["other"], { outcome: "hang" });
  await bench.world.clock.sleep(10);
  const shown = {
    errorMessage: `signed by ${accessKey.slice(0, 4)}... with [removed]`,
  };
  expect(await listFailedTasks(cloud)).toMatchObject({ entries: [shown] });
  expect(await listRunningTasks(cloud)).toMatchObject({ entries: [{ serverName: "web [removed]" }] });
  expect(await getTask(cloud, failed)).toMatchObject({ failure: shown });
  expect(await waitForTask(failed, await bench.step())).toMatchObject({ failure: shown });
});
