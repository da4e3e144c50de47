/** What to tell a person whose credentials were refused. */
export function credentialAdvice(origin: string): string {
  return (
    `The credentials come from ${origin}. Short-lived credentials belong in the environment, ` +
    "because refresh and destroy use the stack configuration of the last up."
  );
}
