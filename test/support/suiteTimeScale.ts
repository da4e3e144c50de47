/**
 * The factor on the documented durations of tasks where a test does not care how long they take: KPS_SUITE_TIME_SCALE,
 * by default a hundredth.
 *
 * @throws Error when the variable is no number of 0 or more
 */
export function suiteTimeScale(): number {
  const text = process.env["KPS_SUITE_TIME_SCALE"] ?? "";
  const scale = text === "" ? 0.01 : Number(text);
  if (!(scale >= 0)) {
    throw new Error(`KPS_SUITE_TIME_SCALE is ${text}, which is no number of 0 or more`);
  }
  return scale;
}

/** Variables for the provider of a stack where a test does not care how it paces itself: short waits, no quota to keep to. */
export const quickPace = {
  KPS_TEST_TIME_SCALE: "0.1",
  KPS_REQUESTS_PER_MINUTE: "6000",
  KPS_ECS_REQUESTS_PER_MINUTE: "6000",
} as const;
