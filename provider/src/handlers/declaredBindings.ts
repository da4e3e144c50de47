/** Which server a running program declares to have which key pair; filled by `check`, asked by `delete`. */
const declared = new Map<string, { keyPairName: string | undefined; urns: Set<string> }>();

/** Notes a declared binding. Returns the URN of another resource that declares the same server, if there is one. */
export function declareBinding(binding: {
  serverId: string;
  keyPairName: string | undefined;
  urn: string;
}): string | undefined {
  const entry = declared.get(binding.serverId) ?? { keyPairName: undefined, urns: new Set<string>() };
  const other = [...entry.urns].find((urn) => urn !== binding.urn);
  entry.keyPairName = binding.keyPairName;
  entry.urns.add(binding.urn);
  declared.set(binding.serverId, entry);
  return other;
}

/** Whether the running program still declares a binding of this server. */
export function isServerDeclared(serverId: string): boolean {
  return declared.has(serverId);
}
