import { sortFailure } from "../../provider/src/transport/sendFailure";

test.each([
  ["ENOTFOUND", "getaddrinfo", "", "dns", "no"],
  ["EAI_AGAIN", "getaddrinfo", "", "dns", "no"],
  ["ECONNREFUSED", "connect", "", "refused", "no"],
  ["ECONNREFUSED", undefined, "", "refused", "no"],
  ["ETIMEDOUT", "connect", "", "refused", "no"],
  ["EHOSTUNREACH", "connect", "", "refused", "no"],
  ["CERT_HAS_EXPIRED", undefined, "certificate has expired", "tls", "no"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", undefined, "self-signed certificate", "tls", "no"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", undefined, "", "tls", "no"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", undefined, "", "tls", "no"],
  ["EPROTO", undefined, "write EPROTO ssl3_get_record:wrong version number", "tls", "no"],
  ["ECONNRESET", undefined, "Client network socket disconnected before secure TLS connection", "tls", "no"],
  ["EPROTO", undefined, "write EPROTO sslv3 alert bad record mac", "tls", "unknown"],
  ["ECONNRESET", "read", "read ECONNRESET", "reset", "unknown"],
  ["ETIMEDOUT", "read", "", "reset", "unknown"],
  ["EPIPE", "write", "", "reset", "unknown"],
  ["ERR_STREAM_PREMATURE_CLOSE", undefined, "Premature close", "reset", "unknown"],
  ["Z_DATA_ERROR", undefined, "incorrect header check", "unreadable", "unknown"],
  ["ERR_PROXY_SCRIPT", undefined, "no proxy scripts", "proxy", "no"],
  [undefined, undefined, "Unsupported protocol for proxy URL: ftp://user:word@proxy", "proxy", "no"],
  ["ERR_INVALID_URL", undefined, "Invalid URL", "proxy", "no"],
  [undefined, undefined, "request failed, reason: URI malformed", "proxy", "no"],
  [undefined, undefined, "Proxy connection ended before receiving CONNECT response", "refused", "no"],
  [undefined, undefined, "Socks5 proxy rejected connection - NotAllowed", "refused", "no"],
  [undefined, undefined, "request failed, reason: Socket closed", "refused", "no"],
  ["ECONNRESET", undefined, "socket hang up", "reset", "unknown"],
  [undefined, undefined, "something", "reset", "unknown"],
])("%s of %s (%s) is %s, accepted: %s", (code, syscall, message, kind, accepted) => {
  expect(sortFailure({ code, syscall, message })).toMatchObject({ kind, accepted });
});
