import { atPost, managed, member, playClean, server, up, type MendedHistory } from "./mendedHistory";

const histories: readonly MendedHistory[] = [
  [
    "a task that came and went while its answer was waited for: nothing more is posted in this call",
    {
      seed: 32525,
      timeScale: 0.15,
      parts: [
        server({ auth: "password", disablePassword: true, onDelete: "unbind" }),
        server(
          { auth: "all", onDelete: "retain", failedTasks: "deleteOwn", fingerprint: true, timeout: undefined },
          { hasPassword: false },
          "kp-b",
        ),
        { kind: "step", step: { do: "rotate", server: 1, pair: "kp-b" } },
        { kind: "fault", at: atPost, fault: "slow back", times: 1 },
        { kind: "course", course: { server: 1, outcome: "vanish", ms: 6_080 } },
      ],
    },
  ],
  [
    "somebody else changes the server after a bind whose answer was lost: the attempt stays in state",
    {
      seed: 113279,
      timeScale: 0.07,
      parts: [
        server({ auth: "all", fingerprint: true }, {}, "kp-b"),
        { kind: "quirk", patch: { runningListDelayMs: 1_000 } },
        up,
        { kind: "reaction", reaction: "goBack" },
        { kind: "fault", at: { ...atPost, run: 1 }, fault: "served 504", times: 1 },
        { kind: "deed", at: { ...atPost, run: 1 }, afterMs: 3_717, deed: { do: "bind", server: 0, pair: "kp-other" } },
        { kind: "course", course: { server: 0, outcome: "fail", ms: 10_006 } },
      ],
    },
  ],
  [
    "a lost bind that no list shows as failed, and whose pair is deleted then: nothing is kept of it",
    {
      seed: 31832,
      timeScale: 0.07,
      parts: [
        server({ auth: "right" }, {}, "kp-b"),
        up,
        { kind: "quirk", patch: { failedListOmits: true } },
        { kind: "course", course: { server: 0, outcome: "fail", ms: 200 } },
        { kind: "deed", at: { run: 0, nth: 1 }, afterMs: 5_000, deed: { do: "deletePair", pair: "kp-b" } },
        { kind: "fault", at: atPost, fault: "served 504", times: 1 },
      ],
    },
  ],
  [
    "ECS has no answer at the one look whose list shows the lost task: nothing more is posted in this call",
    {
      seed: 401654,
      timeScale: 0.3,
      parts: [
        server({ auth: "right" }),
        up,
        { kind: "fault", at: atPost, fault: "cut after", times: 1 },
        { kind: "fault", at: { run: 0, operation: "ShowServer", nth: 1 }, fault: "400 huge", times: 1 },
        { kind: "course", course: { server: 0, outcome: "vanish", ms: 2_500 } },
      ],
    },
  ],
  [
    "the failed task of a lost bind has a time that cannot be read: nothing more is posted in this call",
    {
      seed: 410174,
      timeScale: 0.07,
      parts: [
        server({ auth: "hosted" }, { hasPassword: false }),
        up,
        { kind: "quirk", patch: { taskTimeUnit: "ns", runningListDelayMs: 1_000 } },
        { kind: "fault", at: atPost, fault: "cut after", times: 1 },
        { kind: "course", course: { server: 0, outcome: "fail", ms: 1_700 } },
      ],
    },
  ],
  [
    "a list that another row asked for is the only one that shows a lost task: it is followed",
    {
      seed: 305402,
      timeScale: 0.07,
      parts: [
        { kind: "fleet", name: "fleet-a", traits: { auth: "wrong", verify: "none", timeout: "5m" }, pair: "kp-a" },
        { kind: "fleet", name: "fleet-b", traits: { auth: "right", verify: "none", timeout: "5m" }, pair: "kp-a" },
        member("fleet-a", { bound: "kp-a" }, { later: true }),
        member("fleet-b", { bound: "kp-b" }),
        member("fleet-a", { status: "SHUTOFF" }),
        member("fleet-b"),
        { kind: "step", step: { do: "serve", rows: "servers", by: "dynamic, explicit", alias: true } },
        { kind: "fault", at: atPost, fault: "half", times: 1 },
        { kind: "quirk", patch: { keyNameChanges: "atStart", runningListDelayMs: 3_000 } },
      ],
    },
  ],
  [
    "a task whose record cannot be read was the lost bind, as ECS shows: its key is known",
    {
      seed: 300847,
      timeScale: 1,
      parts: [
        server({ auth: "all" }, { status: "SHUTOFF", hasPassword: false }),
        { kind: "quirk", patch: { taskTimeUnit: "ns", keyNameChanges: "atStart" } },
        up,
        { kind: "reaction", reaction: "again" },
        { kind: "reaction", reaction: "again" },
        { kind: "course", course: { server: 0, outcome: "fail", ms: 7_901 } },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 400_000 } },
        { kind: "fault", at: { ...atPost, run: 1 }, fault: "served 504", times: 1 },
      ],
    },
  ],
  [
    "a lost bind has ended just before its next run, whose lists hide something: ECS has its minute all the same",
    {
      seed: 305716,
      timeScale: 1,
      parts: [
        server({ auth: "all", failedTasks: "deleteOwn", fingerprint: true }, { status: "SHUTOFF" }),
        { kind: "quirk", patch: { keyNameStaleMs: 20_000, taskIds: "path" } },
        up,
        { kind: "step", step: { do: "destroy", as: "operator" } },
        { kind: "step", step: { do: "rename", server: 0 } },
        { kind: "reaction", reaction: "goBack" },
        { kind: "reaction", reaction: "giveAll" },
        { kind: "reaction", reaction: "giveAll" },
        { kind: "course", course: { server: 0, outcome: "fail", ms: 200 } },
      ],
    },
  ],
  [
    "somebody else binds the same pair while our forgotten task is looked for: theirs is not taken for ours",
    {
      seed: 321875,
      timeScale: 0.07,
      parts: [
        server({ auth: "right" }, { status: "SHUTOFF" }),
        up,
        { kind: "step", step: { do: "refresh", as: "operator" } },
        { kind: "step", step: { do: "destroy", as: "operator" } },
        { kind: "course", course: { server: 0, outcome: "vanish", ms: 12_785 } },
        { kind: "deed", at: atPost, afterMs: 28_000, deed: { do: "bind", server: 0, pair: "kp-a" } },
      ],
    },
  ],
  [
    "a lost bind of a server that nobody could look at: what was there before may be the only way in, and stays",
    {
      seed: 210886,
      timeScale: 0.07,
      parts: [
        { kind: "fleet", name: "fleet-a", traits: { auth: "all", verify: "none", timeout: "2m" }, pair: "kp-a" },
        member("fleet-a", { status: "SHUTOFF", bound: "kp-a", hasPassword: false }),
        up,
        { kind: "fault", at: atPost, fault: "cut after", times: 1 },
      ],
    },
  ],
  [
    "a bind of a server that nobody could look at was carried out as a RESET: the only way in stays",
    {
      seed: 3,
      timeScale: 0.07,
      parts: [
        server(
          { auth: "all", verify: "none", timeout: "20s" },
          { status: "SHUTOFF", bound: "kp-other", hasPassword: false },
        ),
        up,
        { kind: "quirk", patch: { authOnStoppedServer: "ignore" } },
      ],
    },
  ],
  [
    "a task is lost, its pair is made anew, and others bind that: nobody can tell which key is on the server",
    {
      seed: 405435,
      timeScale: 0.15,
      parts: [
        server({ auth: "password", timeout: "20s" }),
        up,
        { kind: "step", step: { do: "renew", pair: "kp-a" } },
        { kind: "step", step: { do: "rotate", server: 0, pair: "kp-a" } },
        { kind: "course", course: { server: 0, outcome: "vanish", ms: 4_896 } },
        { kind: "deed", at: { run: 2, nth: 0 }, afterMs: 0, deed: { do: "bind", server: 0, pair: "kp-a" } },
      ],
    },
  ],
  [
    "others replace the pair while our lost bind is looked for, and lists name the old one: their failure is told as probable",
    {
      seed: 460275,
      timeScale: 0.07,
      parts: [
        server({ auth: "password", verify: "none", fingerprint: true }, {}, "kp-b"),
        { kind: "quirk", patch: { replaceListsKeyPair: "old" } },
        up,
        { kind: "step", step: { do: "renew", pair: "kp-b" } },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 3_998 } },
        { kind: "fault", at: { ...atPost, run: 1 }, fault: "cut after", times: 1 },
        {
          kind: "deed",
          at: { ...atPost, run: 1 },
          afterMs: 2_088,
          deed: { do: "bind", server: 0, pair: "kp-other" },
        },
        { kind: "course", course: { server: 0, outcome: "fail", ms: 15_338 } },
      ],
    },
  ],
  [
    "the answer to a bind names a task that the service does not know: the one that lists show is followed",
    {
      seed: 611334,
      timeScale: 0.07,
      parts: [
        server({ auth: "right", replaces: ["kp-other"] }, { status: "SHUTOFF", bound: "kp-other" }),
        up,
        { kind: "fault", at: atPost, fault: "foreign ids", times: 1 },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 81_000 } },
      ],
    },
  ],
  [
    "two binds are answered with one id that the service does not know: each follows the task that lists show for it",
    {
      seed: 1114362,
      timeScale: 0.3,
      parts: [
        member("fleet-a", { status: "SHUTOFF" }),
        member("fleet-a", { status: "SHUTOFF" }),
        managed("kp-a", { forceDelete: false }),
        managed("kp-b", { scope: "user" }),
        up,
        { kind: "reaction", reaction: "giveAll" },
        { kind: "fault", at: { run: 0, nth: 11 }, fault: "foreign ids", times: 3 },
      ],
    },
  ],
  [
    "a lost bind that is accepted only once its pair was made anew: the key is the one of when its task began",
    {
      seed: 1114282,
      timeScale: 0.15,
      parts: [
        server({ auth: "all", timeout: "20s" }, { bound: "kp-b" }),
        server({ auth: "all", timeout: "20s" }, { bound: "kp-a" }, "kp-b"),
        managed("kp-b", { hosted: true }),
        up,
        { kind: "step", step: { do: "renew", pair: "kp-b" } },
        { kind: "reaction", reaction: "waitLong" },
        { kind: "reaction", reaction: "again" },
        { kind: "fault", at: { ...atPost, run: 2 }, fault: "slow there", times: 1 },
        { kind: "course", course: { server: 1, outcome: "fail", ms: 200 } },
      ],
    },
  ],
  [
    "a lost bind that no list shows runs on after it was called failed: a destroy undoes it",
    {
      seed: 604749,
      timeScale: 0.3,
      parts: [
        server({ auth: "all" }),
        up,
        { kind: "step", step: { do: "wait", ms: 150_000 } },
        { kind: "step", step: { do: "destroy", as: "operator" } },
        { kind: "quirk", patch: { runningListOmits: true } },
        { kind: "fault", at: atPost, fault: "half", times: 1 },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 120_000 } },
      ],
    },
  ],
  [
    "an unbind whose answer was lost vanishes, and lists call it a reset: the destroy ends, and sends no second one",
    {
      seed: 41204752,
      timeScale: 0.07,
      parts: [
        server({ auth: "all", onDelete: "unbind" }, { bound: "kp-a" }),
        { kind: "quirk", patch: { operateType: "reset" } },
        up,
        { kind: "step", step: { do: "destroy", as: "operator" } },
        { kind: "fault", at: { run: 1, operation: "DisassociateKeypair", nth: 0 }, fault: "cut after", times: 1 },
        { kind: "course", course: { server: 0, outcome: "vanish", ms: 14_000 } },
      ],
    },
  ],
];

playClean(histories);
