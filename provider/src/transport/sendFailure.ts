import type { TransportFailure } from "./transportError";

/** What a failed try to send tells. */
export interface SendFailure {
  readonly kind: TransportFailure;
  readonly accepted: "no" | "unknown";
  readonly detail: string;
  /** What the answer began with, where only its body is missing. */
  readonly status?: number | undefined;
}

/** The facts that network errors carry, whoever throws them. */
export interface NetworkFault {
  readonly code?: string | undefined;
  readonly syscall?: string | undefined;
  readonly message: string;
}

const certificateCode = /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA)/;
const tlsCode = /^(?:EPROTO|ERR_SSL_|ERR_TLS_)/;
const brokenBodyCode = /^(?:Z_|ERR_BUFFER|ERR_ENCODING)/;

/** Handshakes end with these before anything of the request was sent. */
const handshakeText = /before secure TLS connection|wrong version number|unsupported protocol|handshake failure/i;

/** A proxy that is given as a script, which the published files leave out; and one of a kind that nobody knows. */
const proxyCode = "ERR_PROXY_SCRIPT";
const proxyText = "Unsupported protocol for proxy URL";

/** What stands in a proxy variable is no URL, or one whose name and password cannot be read. Our own URLs are always one. */
const noProxyAddress = /Invalid URL|URI malformed|No "host" provided/;
/** A proxy was asked for a connection and made none, so that nobody could be sent anything. */
const noConnectionText = /CONNECT response|\bSocks[45] |Socket closed|Proxy connection timed out/;

/** Sorts a network error: what kind it is, and whether the request was certainly never sent. */
export function sortFailure(fault: NetworkFault): SendFailure {
  const { code = "", syscall, message } = fault;
  const named = code === "" ? "" : ` (${code})`;
  if (code === proxyCode || message.includes(proxyText)) {
    const detail = "could not be sent: the proxy variables name a kind of proxy that is not supported";
    return { kind: "proxy", accepted: "no", detail };
  }
  if (code === "ERR_INVALID_URL" || noProxyAddress.test(message)) {
    const detail = "could not be sent: the proxy variables hold something else than the address of a proxy";
    return { kind: "proxy", accepted: "no", detail };
  }
  if (noConnectionText.test(message)) {
    return { kind: "refused", accepted: "no", detail: "could not be sent: the proxy made no connection" };
  }
  if (syscall === "getaddrinfo" || code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return { kind: "dns", accepted: "no", detail: `could not be sent: the host name was not found${named}` };
  }
  if (syscall === "connect" || code === "ECONNREFUSED") {
    return { kind: "refused", accepted: "no", detail: `could not be sent: no connection could be made${named}` };
  }
  if (certificateCode.test(code)) {
    return {
      kind: "tls",
      accepted: "no",
      detail: `could not be sent: the host's certificate was not accepted${named}`,
    };
  }
  if (tlsCode.test(code) || handshakeText.test(message)) {
    const accepted = handshakeText.test(message) ? "no" : "unknown";
    return { kind: "tls", accepted, detail: `failed: no TLS connection could be made or kept${named}` };
  }
  if (brokenBodyCode.test(code)) {
    return { kind: "unreadable", accepted: "unknown", detail: `got an answer that cannot be decompressed${named}` };
  }
  return { kind: "reset", accepted: "unknown", detail: `got no complete answer: the connection broke${named}` };
}
