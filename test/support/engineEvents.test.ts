import { parseEvents, reportOf } from "./engineEvents";

const line = (event: object): string => `${JSON.stringify({ sequence: 1, timestamp: 1, ...event })}\n`;

test("leaves out a line that a kill has cut", () => {
  expect(parseEvents(`${line({ cancelEvent: {} })}{"sequence":2,"diag`)).toHaveLength(1);
});

test("sums up diagnostics without colours and debugging, steps and counts", () => {
  const metadata = { op: "create", urn: "urn:a" };
  const text = [
    line({ diagnosticEvent: { message: "debugging", severity: "debug" } }),
    line({
      diagnosticEvent: {
        urn: "urn:a",
        message: "<{%reset%}>RUNNING_BIND<{%reset%}>",
        severity: "info",
        ephemeral: true,
      },
    }),
    line({ resourcePreEvent: { metadata } }),
    line({ resOpFailedEvent: { metadata, status: 0, steps: 0 } }),
    line({ resOutputsEvent: { metadata: { op: "same", urn: "urn:b" } } }),
    line({ summaryEvent: { resourceChanges: { same: 1 } } }),
  ].join("");
  expect(reportOf(parseEvents(text))).toEqual({
    diagnostics: [{ urn: "urn:a", message: "RUNNING_BIND", severity: "info", ephemeral: true }],
    steps: [
      { urn: "urn:a", op: "create", failed: true },
      { urn: "urn:b", op: "same", failed: false },
    ],
    summary: { same: 1 },
  });
});

test("a run that broke off has no counts", () => {
  expect(reportOf([])).toEqual({ diagnostics: [], steps: [], summary: {} });
});
