import { join } from "node:path";
import { cliVersion, languageHostVersion } from "./versions";

/** One executable that is built from Go modules. */
export interface GoPiece {
  readonly name: string;
  /** Folder with the go.mod and go.sum that pin it. */
  readonly moduleDirectory: string;
  readonly version: string;
  /**
   * A package with its version, for a piece that its own go.mod pins, or `.` for the program beside the go.mod here; default:
   * what that go.mod names as its tool.
   */
  readonly package?: string;
  /** A module that the checksum database lacks; its go.sum line is what pins it. */
  readonly notInChecksumDatabase?: string;
}

/** The two Go programs of a CLI, each pinned by the go.mod beside this file. */
export const goPieces: readonly GoPiece[] = [
  { name: "pulumi", moduleDirectory: join(__dirname, "pulumi"), version: cliVersion },
  {
    name: "pulumi-language-nodejs",
    moduleDirectory: join(__dirname, "pulumi-language-nodejs"),
    version: languageHostVersion,
  },
];

/**
 * The arguments of `go` that build a piece. `tool` stands for what the go.mod names as its tool; `-v` prints each
 * package, which is what progress is counted by.
 */
export function goInstallArguments(piece: GoPiece): string[] {
  const version = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${piece.version}`;
  return [
    "install",
    "-v",
    "-trimpath",
    "-tags",
    "osusergo grpcnotrace",
    "-ldflags",
    `-s -w ${version}`,
    piece.package ?? "tool",
  ];
}

/** What `go install` needs in its environment to build exactly what is pinned, with the Go that is there. */
export function goInstallEnvironment(
  binDirectory: string,
  { notInChecksumDatabase }: Pick<GoPiece, "notInChecksumDatabase"> = {},
): Record<string, string> {
  return {
    CGO_ENABLED: "0",
    GOTOOLCHAIN: "local",
    GOFLAGS: "-mod=readonly -buildvcs=false",
    GOBIN: binDirectory,
    GOWORK: "off",
    ...(notInChecksumDatabase === undefined ? {} : { GONOSUMDB: notInChecksumDatabase }),
  };
}
