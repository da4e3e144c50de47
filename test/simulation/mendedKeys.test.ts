import { atPost, managed, playClean, server, up, type MendedHistory } from "./mendedHistory";

const histories: readonly MendedHistory[] = [
  [
    "a pair made anew while it was bound: whichever of its keys is on the server lets the person in",
    {
      seed: 160527,
      timeScale: 0.07,
      parts: [
        server({ auth: "all", onDelete: "unbind", fingerprint: true }, {}, "kp-b"),
        server({ auth: "all", failedTasks: "deleteOwn", fingerprint: true }),
        managed("kp-b", { scope: "user", forceDelete: false }),
        up,
        { kind: "step", step: { do: "renew", pair: "kp-b" } },
        { kind: "deed", at: { run: 0, nth: 17 }, afterMs: 0, deed: { do: "remakePair", pair: "kp-b" } },
      ],
    },
  ],
  [
    "a pair made anew while its new key was bound: state claims neither, nor the one of before, and binds once more",
    {
      seed: 604062,
      timeScale: 0.07,
      parts: [
        server({ auth: "right", fingerprint: true }, { status: "SHUTOFF" }),
        up,
        { kind: "step", step: { do: "renew", pair: "kp-a" } },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 2_000 } },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 40_000 } },
        {
          kind: "deed",
          at: { ...atPost, run: 1 },
          afterMs: 15_000,
          deed: { do: "remakePair", pair: "kp-a" },
        },
      ],
    },
  ],
  [
    "a bind of a run that was killed, which had begun before its key pair was made anew: state says that the key is uncertain",
    {
      seed: 21002758,
      timeScale: 1,
      parts: [
        server({ auth: "all", fingerprint: true }),
        managed("kp-a", { exposed: true, forceDelete: false }),
        up,
        { kind: "step", step: { do: "destroy", as: "operator" } },
        up,
        { kind: "kill", at: { ...atPost, operation: "ListKeypairTask" }, side: "after", afterMs: 0 },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 60_000 } },
      ],
    },
  ],
  [
    "a request that arrives once its key pair was made anew: the bind is told as one of another key than was asked for",
    {
      seed: 25002601,
      timeScale: 1,
      parts: [
        server({ auth: "right", verify: "none", fingerprint: true }),
        {
          kind: "pair",
          start: { name: "kp-a", managed: false, scope: "user", hosted: false, exposed: false, forceDelete: true },
        },
        up,
        { kind: "fault", at: atPost, fault: "slow there", times: 1 },
        { kind: "deed", at: { run: 0, nth: 4 }, afterMs: 0, deed: { do: "remakePair", pair: "kp-a" } },
      ],
    },
  ],
  [
    "ECS shows an unseen bind of a killed run only after another, of a new key, was lost: nobody can tell which key is there",
    {
      seed: 27025038,
      timeScale: 0.15,
      parts: [
        server({ auth: "right", replaces: ["kp-other"] }, {}, "kp-b"),
        { kind: "quirk", patch: { keyNameStaleMs: 55_000 } },
        up,
        { kind: "step", step: { do: "renew", pair: "kp-b" } },
        { kind: "reaction", reaction: "again" },
        { kind: "reaction", reaction: "giveAll" },
        { kind: "fault", at: { ...atPost, run: 3 }, fault: "cut before", times: 1 },
        { kind: "kill", at: atPost, side: "after", afterMs: 0 },
      ],
    },
  ],
  [
    "a pair is deleted while a bind that was found running goes on: nobody can tell its key, and it is bound once more",
    {
      seed: 21111287,
      timeScale: 0.15,
      parts: [
        server({ auth: "all", fingerprint: true }, { status: "SHUTOFF" }),
        managed("kp-a", { hosted: true, exposed: true }),
        up,
        up,
        { kind: "kill", at: { ...atPost, operation: "ListKeypairTask" }, side: "after", afterMs: 0 },
        { kind: "deed", at: { run: 1, nth: 8 }, afterMs: 0, deed: { do: "deletePair", pair: "kp-a" } },
        { kind: "course", course: { server: 0, outcome: "succeed", ms: 60_000 } },
      ],
    },
  ],
  [
    "a key is asked for after its pair was bound by those who may not read it: it is bound once more, which is a wish of its own",
    {
      seed: 21111009,
      timeScale: 0.07,
      parts: [
        server({ auth: "all" }),
        up,
        { kind: "step", step: { do: "change", server: 0, traits: { auth: "all", fingerprint: true } } },
        { kind: "forbid", run: "always", operation: "ListKeypairDetail" },
      ],
    },
  ],
];

describe("which key is on the server", () => {
  playClean(histories);
});
