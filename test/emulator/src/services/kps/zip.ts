import { crc32, deflateRawSync } from "node:zlib";

/** A file to be packed. */
export interface ZipFile {
  name: string;
  text: string;
}

/**
 * A zip archive.
 *
 * @param wall modification time of the files, ms since 1970
 */
export function zip(files: ZipFile[], wall: number): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const data = deflateRawSync(file.text);
    const facts = factsOf(file.text, name, data, wall);
    const header = Buffer.concat([Buffer.from("504b0304", "hex"), facts, name, data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    local.push(header);
    central.push(Buffer.concat([Buffer.from("504b01021400", "hex"), facts, place, name]));
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32BE(0x504b0506, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

/** The 26 bytes that stand in both headers of a file: version, flags, method, time, checksum, sizes, lengths. */
function factsOf(text: string, name: Buffer, data: Buffer, wall: number): Buffer {
  const date = new Date(wall);
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(8, 4);
  facts.writeUInt16LE((date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1), 6);
  facts.writeUInt16LE(((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(), 8);
  facts.writeUInt32LE(crc32(text), 10);
  facts.writeUInt32LE(data.length, 14);
  facts.writeUInt32LE(Buffer.byteLength(text), 18);
  facts.writeUInt16LE(name.length, 22);
  return facts;
}
