import { atPost, member, playClean, server, up, type MendedHistory } from "./mendedHistory";

const histories: readonly MendedHistory[] = [
  [
    "a bind of a run that was killed fails after the one that was sent since, as no list showed it: it is bound once more",
    {
      seed: 27010748,
      timeScale: 1,
      parts: [
        {
          kind: "fleet",
          name: "fleet-a",
          traits: {
            auth: "right",
            failedTasks: "deleteOwn",
            timeout: "5m",
            canaries: 1,
            maxFailures: 1,
            concurrency: 2,
          },
          pair: "kp-b",
        },
        member("fleet-a", { status: "SHUTOFF", hasPassword: false }),
        { kind: "quirk", patch: { listTotal: "omitted" } },
        up,
        { kind: "reaction", reaction: "giveNew" },
        { kind: "reaction", reaction: "goBack" },
        { kind: "kill", at: atPost, side: "after", afterMs: 0 },
        { kind: "fault", at: { run: 1, nth: 0, operation: "ListRunningTask" }, fault: "list says nothing", times: 1 },
        { kind: "quirk", patch: { secondTask: "run" } },
      ],
    },
  ],
  [
    "a lost bind counts as carried out, as no list shows it and ECS is ahead, and fails later: nobody could know",
    {
      seed: 41004316,
      timeScale: 1,
      parts: [
        {
          kind: "fleet",
          name: "fleet-a",
          traits: { auth: "right", disablePassword: true, fingerprint: true, timeout: "5m", canaries: 2 },
          pair: "kp-a",
        },
        member("fleet-a", { bound: "kp-other" }),
        member("fleet-a"),
        { kind: "quirk", patch: { runningListOmits: true } },
        up,
        { kind: "reaction", reaction: "stopServer" },
        { kind: "fault", at: atPost, fault: "cut after", times: 1 },
        { kind: "quirk", patch: { keyNameChanges: "atStart", runningListDelayMs: 3_000 } },
      ],
    },
  ],
  [
    "a bind of a fleet is called failed as nothing shows its end, and runs on: a destroy undoes it",
    {
      seed: 42009939,
      timeScale: 0.3,
      parts: [
        { kind: "fleet", name: "fleet-a", traits: { auth: "all", onDelete: "unbind", timeout: "5m" }, pair: "kp-a" },
        member("fleet-a", { status: "SHUTOFF" }),
        member("fleet-a"),
        { kind: "quirk", patch: { runningListOmits: true } },
        up,
        { kind: "forbid", run: "always", operation: "ListKeypairTask" },
        { kind: "course", course: { server: 1, outcome: "succeed", ms: 200 } },
      ],
    },
  ],
  [
    "a lost bind counts as carried out by a task of others that lists name after the pair of before, as ECS may not be asked",
    {
      seed: 81022500,
      timeScale: 0.3,
      parts: [
        {
          kind: "fleet",
          name: "fleet-a",
          traits: {
            auth: "all",
            onDelete: "unbind",
            verify: "none",
            replaces: ["kp-other"],
            timeout: "5m",
            concurrency: 2,
          },
          pair: "kp-a",
        },
        {
          ...server({ auth: "all", timeout: "2m" }, { status: "SHUTOFF" }, "kp-b"),
          fleet: "fleet-a",
          later: true,
        },
        {
          ...server({ auth: "right", replaces: ["kp-other"], fingerprint: true, timeout: "20s" }),
          fleet: "fleet-b",
        },
        member("fleet-a", { bound: "kp-a" }),
        { kind: "quirk", patch: { replaceListsKeyPair: "old" } },
        { kind: "quirk", patch: { failedLeaves: "none" } },
        up,
        { kind: "step", step: { do: "refresh", as: "operator" } },
        { kind: "step", step: { do: "rename", server: 3 } },
        { kind: "reaction", reaction: "again" },
        { kind: "reaction", reaction: "stopServer" },
        { kind: "fault", at: { run: 4, operation: "AssociateKeypair", nth: 0 }, fault: "cut before", times: 1 },
        {
          kind: "deed",
          at: { run: 4, operation: "AssociateKeypair", nth: 0 },
          afterMs: 262,
          deed: { do: "bind", server: 2, pair: "kp-b" },
        },
        { kind: "course", course: { server: 2, outcome: "fail", ms: 11_100 } },
      ],
    },
  ],
  [
    "an unbind of a destroy that was cut off ends in the next run, while ECS still shows the pair: no run sends another",
    {
      seed: 77004293,
      timeScale: 0.07,
      parts: [
        {
          kind: "fleet",
          name: "fleet-a",
          traits: { auth: "password", fingerprint: true, timeout: "20s", canaries: 1, maxFailures: 0 },
          pair: "kp-a",
        },
        { ...server({ auth: "right", onDelete: "retain" }), fleet: "fleet-a" },
        { ...server({ auth: "password", disablePassword: true }, { status: "SHUTOFF" }), fleet: "fleet-a" },
        { kind: "quirk", patch: { unbindUnbound: "fail" } },
        { kind: "quirk", patch: { keyNameStaleMs: 20_000 } },
        up,
        { kind: "step", step: { do: "destroy", as: "operator" } },
        { kind: "step", step: { do: "drop", server: 1 } },
        up,
        { kind: "reaction", reaction: "takeOver" },
      ],
    },
  ],
];

playClean(histories);
