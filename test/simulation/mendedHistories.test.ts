import { atPost, managed, member, playClean, server, up, type MendedHistory } from "./mendedHistory";

const histories: readonly MendedHistory[] = [
  [
    "Ctrl-C while ECS is behind a success: the binding stays in state",
    {
      seed: 31448,
      timeScale: 0.07,
      parts: [
        server({ auth: "right", fingerprint: true }),
        { kind: "quirk", patch: { keyNameStaleMs: 55_000 } },
        { kind: "step", step: { do: "renew", pair: "kp-a" } },
        { kind: "front", front: "plugin" },
        { kind: "cancel", at: atPost, afterMs: 9_269 },
      ],
    },
  ],
  [
    "another program was faster by a moment, and lists are late: its task is waited for",
    {
      seed: 32345,
      timeScale: 0.3,
      parts: [
        server({ auth: "password", disablePassword: true }),
        up,
        { kind: "deed", at: atPost, afterMs: 0, deed: { do: "bind", server: 0, pair: "kp-a" } },
        { kind: "quirk", patch: { keyNameChanges: "atStart", runningListDelayMs: 3_000 } },
      ],
    },
  ],
  [
    "others begin the same bind between our two looks, and ECS is ahead: it is not done before their task is",
    {
      seed: 611142,
      timeScale: 0.3,
      parts: [
        server({ auth: "right", replaces: ["kp-other"] }, { status: "SHUTOFF", bound: "kp-other" }),
        { kind: "quirk", patch: { keyNameChanges: "atStart" } },
        up,
        {
          kind: "deed",
          at: { run: 0, operation: "ListRunningTask", nth: 0 },
          afterMs: 100,
          deed: { do: "bind", server: 0, pair: "kp-a" },
        },
      ],
    },
  ],
  [
    "others bind a pair made anew under the same name while ours is destroyed: what they bound stays",
    {
      seed: 856506,
      timeScale: 0.3,
      parts: [
        server({ auth: "right" }, { status: "SHUTOFF" }),
        up,
        { kind: "step", step: { do: "wait", ms: 90_000 } },
        { kind: "step", step: { do: "destroy", as: "operator" } },
        { kind: "deed", at: { run: 1, nth: 0 }, afterMs: 0, deed: { do: "remakePair", pair: "kp-a" } },
        { kind: "deed", at: { run: 1, nth: 0 }, afterMs: 0, deed: { do: "bind", server: 0, pair: "kp-a" } },
      ],
    },
  ],
  [
    "others bind a pair made anew under the same name before a change of ours fails: a destroy leaves what they bound",
    {
      seed: 877010,
      timeScale: 0.15,
      parts: [
        server({ auth: "right" }, { status: "SHUTOFF" }),
        up,
        { kind: "step", step: { do: "wait", ms: 90_000 } },
        { kind: "step", step: { do: "trigger", server: 0 } },
        { kind: "step", step: { do: "wait", ms: 90_000 } },
        { kind: "step", step: { do: "destroy", as: "operator" } },
        { kind: "deed", at: { run: 1, nth: 0 }, afterMs: 0, deed: { do: "remakePair", pair: "kp-a" } },
        { kind: "deed", at: { run: 1, nth: 0 }, afterMs: 0, deed: { do: "bind", server: 0, pair: "kp-a" } },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 2_000 } },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 2_000 } },
        { kind: "course", course: { server: 0, outcome: "fail", ms: 2_000 } },
      ],
    },
  ],
  [
    "a task that may not be asked for and that lists show late: nothing counts from before it was seen to run",
    {
      seed: 160473,
      timeScale: 0.15,
      parts: [
        server({ auth: "right", onDelete: "unbind" }, { status: "SHUTOFF", bound: "kp-a" }),
        managed("kp-a"),
        { kind: "quirk", patch: { runningListDelayMs: 3_000, keyNameStaleMs: 20_000 } },
        up,
        { kind: "forbid", run: "always", operation: "ListKeypairTask" },
      ],
    },
  ],
  [
    "a task that nobody can follow has run for long: ECS has its minute from its end on",
    {
      seed: 111862,
      timeScale: 0.15,
      parts: [
        server({ auth: "right", failedTasks: "deleteOwn", fingerprint: true }, { hasPassword: false }),
        { kind: "quirk", patch: { keyNameStaleMs: 20_000, taskIds: "path" } },
        { kind: "step", step: { do: "rotate", server: 0, pair: "kp-b" } },
        { kind: "step", step: { do: "rotate", server: 0, pair: "kp-a" } },
        { kind: "reaction", reaction: "stopServer" },
      ],
    },
  ],
  [
    "Ctrl-C while IAM is asked whose a ready token is: the creation of a key pair ends at once",
    {
      seed: 409444,
      timeScale: 0.07,
      parts: [
        server({ auth: "all", verify: "none", fingerprint: true, timeout: "20s" }),
        server({ auth: "right", fingerprint: true }, { status: "SHUTOFF", bound: "kp-a" }),
        managed("kp-b", { scope: "user", hosted: true }),
        up,
        { kind: "reaction", reaction: "again" },
        { kind: "outage", at: atPost, ms: 150_000, cut: "before" },
        { kind: "front", front: "plugin" },
        { kind: "cancel", at: { run: 1, nth: 0 }, afterMs: 955 },
      ],
    },
  ],
  [
    "a refresh has found the server without a key pair, and ECS is not asked any more: it is bound again",
    {
      seed: 403655,
      timeScale: 0.07,
      parts: [
        server({ auth: "right" }),
        up,
        { kind: "step", step: { do: "wait", ms: 90_000 } },
        { kind: "step", step: { do: "refresh", as: "operator" } },
        {
          kind: "step",
          step: { do: "change", server: 0, traits: { auth: "password", verify: "none", timeout: "5m" } },
        },
        { kind: "deed", at: atPost, afterMs: 40_000, deed: { do: "unbind", server: 0 } },
      ],
    },
  ],
  [
    "others made a key pair anew whose detail may not be read: the list of key pairs tells, and it stays",
    {
      seed: 321798,
      timeScale: 0.07,
      parts: [
        managed("kp-a", { forceDelete: false }),
        up,
        up,
        up,
        up,
        { kind: "step", step: { do: "destroy", as: "colleague" } },
        { kind: "forbid", run: "always", operation: "ListKeypairDetail" },
        { kind: "deed", at: { run: 0, nth: 1 }, afterMs: 1_000, deed: { do: "remakePair", pair: "kp-a" } },
      ],
    },
  ],
  [
    "a lost bind whose task the service forgets before its end is seen, and whose pair ECS shows: nothing more is posted",
    {
      seed: 4004582,
      timeScale: 1,
      parts: [
        { kind: "fleet", name: "fleet-a", traits: { auth: "right", timeout: "5m" }, pair: "kp-a" },
        member("fleet-a"),
        member("fleet-a", { status: "SHUTOFF" }),
        { kind: "quirk", patch: { taskRetentionMs: 5_000 } },
        up,
        { kind: "reaction", reaction: "refresh" },
        { kind: "reaction", reaction: "takeOver" },
        { kind: "fault", at: { ...atPost, run: 2 }, fault: "served 504", times: 1 },
        { kind: "course", course: { server: 1, outcome: "fail", ms: 5_674 } },
        { kind: "quirk", patch: { keyNameChanges: "atStart", runningListDelayMs: 3_000 } },
      ],
    },
  ],
  [
    "an unbind that was cut off where ECS could not be asked did nothing, as ECS shows later: the server stays bound, untouched",
    {
      seed: 2025654,
      timeScale: 0.07,
      parts: [
        { kind: "fleet", name: "fleet-a", traits: { auth: "wrong", timeout: "2m" }, pair: "kp-b" },
        { ...server({ auth: "right" }), fleet: "fleet-a" },
        { ...server({ auth: "all" }, {}, "kp-b"), fleet: "fleet-a" },
        up,
        {
          kind: "step",
          step: {
            do: "change",
            server: 0,
            traits: { auth: "right", verify: "none", timeout: "20s", concurrency: 1 },
          },
        },
        { kind: "step", step: { do: "drop", server: 1 } },
        { kind: "step", step: { do: "rotate", server: 0, pair: "kp-b" } },
        { kind: "reaction", reaction: "stopServer" },
        { kind: "reaction", reaction: "again" },
        { kind: "outage", at: { run: 5, nth: 0, operation: "DisassociateKeypair" }, ms: 50_000, cut: "before" },
      ],
    },
  ],
  [
    "a lost bind that ECS showed for a while, and that somebody has undone since: nothing more is posted in this call",
    {
      seed: 14001898,
      timeScale: 1,
      parts: [
        server({ auth: "all" }, {}, "kp-b"),
        up,
        { kind: "deed", at: atPost, afterMs: 4_900, deed: { do: "unbind", server: 0 } },
        { kind: "fault", at: atPost, fault: "cut after", times: 1 },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 700 } },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 4_900 } },
      ],
    },
  ],
  [
    "a bind whose answer was lost, and that ECS is late to show: its minute counts from the end of the task that fits",
    {
      seed: 17010635,
      timeScale: 0.3,
      parts: [
        { kind: "fleet", name: "fleet-a", traits: { auth: "hosted", fingerprint: true, timeout: "2m" }, pair: "kp-b" },
        member("fleet-a", { status: "SHUTOFF", hasPassword: false }),
        managed("kp-a"),
        up,
        { kind: "quirk", patch: { keyNameStaleMs: 20_000 } },
        { kind: "fault", at: atPost, fault: "cut after", times: 1 },
        { kind: "forbid", run: 0, operation: "ListFailedTask" },
      ],
    },
  ],
  [
    "a bind whose answer was lost, and that others undo before anything can be asked: nobody can tell that it was carried out",
    {
      seed: 53014651,
      timeScale: 0.07,
      parts: [
        server({ auth: "all", fingerprint: true }),
        up,
        { kind: "step", step: { do: "rotate", server: 0, pair: "kp-b" } },
        {
          kind: "deed",
          at: { run: 1, operation: "AssociateKeypair", nth: 0 },
          afterMs: 9_400,
          deed: { do: "bind", server: 0, pair: "kp-a" },
        },
        { kind: "outage", at: { run: 1, operation: "AssociateKeypair", nth: 0 }, ms: 60_000, cut: "after" },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 1_500 } },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 3_000 } },
      ],
    },
  ],
  [
    "a list that was read for another server alone shows the task of a lost bind: it is followed",
    {
      seed: 62036927,
      timeScale: 0.07,
      parts: [
        server({ auth: "new" }, { status: "SHUTOFF" }),
        server({ auth: "all", replaces: ["kp-other"] }),
        server({ auth: "wrong" }, { bound: "kp-b", hasPassword: false }),
        managed("kp-a"),
        managed("kp-b", { scope: "user", forceDelete: false, filed: true }),
        { kind: "quirk", patch: { runningListDelayMs: 1_000 } },
        { kind: "step", step: { do: "renew", pair: "kp-b" } },
        { kind: "fault", at: atPost, fault: "cut after", times: 1 },
        { kind: "forbid", run: "always", operation: "ShowServer" },
      ],
    },
  ],
];

playClean(histories);
