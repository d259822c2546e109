// SPDY/3.1, as much of it as port-forward needs: a few streams, opened by the client, with headers that are compressed
// under the dictionary of the protocol. Frames come and go through one pipe of bytes (here: a WebSocket's messages).
//
// The protocol: SPDY Protocol draft 3.1, section 2. Kubernetes speaks it through moby/spdystream.
import { createDeflate, createInflate, constants as zlib } from "node:zlib";

export interface SpdyHandlers {
  /** The client opens a stream. */
  onStream(id: number, headers: Readonly<Record<string, string>>): void;
  onData(id: number, bytes: Buffer): void;
  /** The client has nothing more to say on it. */
  onEnd(id: number): void;
  onReset(id: number): void;
  /** What came is no SPDY, or more than is taken; the connection is of no use any more. */
  onFailure(why: Error): void;
}

const version = 3;
const frameType = { synStream: 1, synReply: 2, rstStream: 3, ping: 6, goAway: 7 } as const;
const fin = 1;
const cancel = 5;

/** A few headers, compressed; and the largest piece of data. */
const longestControl = 4096;
const longestData = 4 * 1024 * 1024;

export class SpdyConnection {
  private received: Buffer = Buffer.alloc(0);
  private readonly inflate = createInflate({ dictionary: dictionary() });
  private readonly deflate = createDeflate({ dictionary: dictionary() });
  private working: Promise<void> = Promise.resolve();
  private hasFailed = false;

  constructor(
    private readonly write: (bytes: Buffer) => void,
    private readonly handlers: SpdyHandlers,
  ) {}

  /** Frames may be torn anywhere. */
  receive(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes]);
    for (;;) {
      if (this.received.length < 8 || this.hasFailed) return;
      const length = this.received.readUIntBE(5, 3);
      const isControl = (this.received[0] ?? 0) >= 0x80;
      if (length > (isControl ? longestControl : longestData)) {
        return this.fail(new Error(`a frame of ${length} bytes`));
      }
      if (this.received.length < 8 + length) return;
      const frame = this.received.subarray(0, 8 + length);
      this.received = this.received.subarray(8 + length);
      // One after the other: the headers share one compressor.
      this.working = this.working.then(() => this.take(frame, isControl)).catch(this.fail);
    }
  }

  send(id: number, bytes: Buffer): void {
    this.write(dataFrame(id, 0, bytes));
  }

  /** Nothing more will be sent on it. */
  end(id: number): void {
    this.write(dataFrame(id, fin, Buffer.alloc(0)));
  }

  reset(id: number): void {
    this.write(controlFrame(frameType.rstStream, numbers(id, cancel)));
  }

  close(): void {
    this.hasFailed = true;
    this.inflate.destroy();
    this.deflate.destroy();
  }

  private readonly fail = (error: unknown): void => {
    if (this.hasFailed) return;
    this.close();
    this.handlers.onFailure(error instanceof Error ? error : new Error(String(error)));
  };

  private async take(frame: Buffer, isControl: boolean): Promise<void> {
    const content = frame.subarray(8);
    const flags = frame[4] ?? 0;
    if (!isControl) {
      const id = frame.readUInt32BE(0) & 0x7fffffff;
      if (content.length > 0) this.handlers.onData(id, content);
      if (flags & fin) this.handlers.onEnd(id);
      return;
    }
    if ((frame.readUInt16BE(0) & 0x7fff) !== version) throw new Error("not SPDY/3");
    switch (frame.readUInt16BE(2)) {
      case frameType.synStream:
        return this.open(content, flags);
      case frameType.rstStream:
        return this.handlers.onReset(content.readUInt32BE(0) & 0x7fffffff);
      case frameType.ping:
        return this.write(controlFrame(frameType.ping, content));
      case frameType.goAway:
        return this.fail(new Error("the client has said good-bye"));
      default:
        // Settings and windows: what is sent here is small.
        return;
    }
  }

  private async open(content: Buffer, flags: number): Promise<void> {
    const id = content.readUInt32BE(0) & 0x7fffffff;
    const headers = readHeaders(await this.inflated(content.subarray(10)));
    this.handlers.onStream(id, headers);
    const none = await this.deflated(numbers(0));
    this.write(controlFrame(frameType.synReply, Buffer.concat([numbers(id), none])));
    if (flags & fin) this.handlers.onEnd(id);
  }

  private inflated(bytes: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const pieces: Buffer[] = [];
      const collect = (piece: Buffer): void => {
        pieces.push(piece);
      };
      this.inflate.on("data", collect);
      this.inflate.once("error", reject);
      this.inflate.write(bytes, () => {
        this.inflate.off("data", collect);
        this.inflate.off("error", reject);
        resolve(Buffer.concat(pieces));
      });
    });
  }

  private deflated(bytes: Buffer): Promise<Buffer> {
    return new Promise((resolve) => {
      const pieces: Buffer[] = [];
      const collect = (piece: Buffer): void => {
        pieces.push(piece);
      };
      this.deflate.on("data", collect);
      this.deflate.write(bytes);
      this.deflate.flush(zlib.Z_SYNC_FLUSH, () => {
        this.deflate.off("data", collect);
        resolve(Buffer.concat(pieces));
      });
    });
  }
}

function dataFrame(id: number, flags: number, bytes: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(id, 0);
  head.writeUInt8(flags, 4);
  head.writeUIntBE(bytes.length, 5, 3);
  return Buffer.concat([head, bytes]);
}

function controlFrame(type: number, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(0x8000 | version, 0);
  head.writeUInt16BE(type, 2);
  head.writeUIntBE(content.length, 5, 3);
  return Buffer.concat([head, content]);
}

function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value, 4 * index);
  });
  return bytes;
}

/** How many pairs, then each name and value behind its length. */
function readHeaders(block: Buffer): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  let at = 4;
  const text = (): string => {
    const end = at + 4 + block.readUInt32BE(at);
    const read = block.subarray(at + 4, end).toString("utf8");
    at = end;
    return read;
  };
  for (let left = block.readUInt32BE(0); left > 0; left--) {
    const name = text();
    headers[name.toLowerCase()] = text();
  }
  return headers;
}

/**
 * The text that both sides take as read before the first header (section 2.6.10.1): words that are likely, each behind
 * its length, then fragments of values.
 */
function dictionary(): Buffer {
  const before = words.map((word) => Buffer.concat([numbers(word.length), Buffer.from(word)]));
  return Buffer.concat([...before, Buffer.from(fragments.join(""))]);
}

const words =
  `options head post put delete trace accept accept-charset accept-encoding accept-language accept-ranges age allow
authorization cache-control connection content-base content-encoding content-language content-length
content-location content-md5 content-range content-type date etag expect expires from host if-match
if-modified-since if-none-match if-range if-unmodified-since last-modified location max-forwards pragma
proxy-authenticate proxy-authorization range referer retry-after server te trailer transfer-encoding upgrade
user-agent vary via warning www-authenticate method get status 200_OK version HTTP/1.1 url public set-cookie
keep-alive origin`
    .split(/\s+/)
    .map((word) => word.replace("_", " "));

const fragments = [
  "100101201202205206300302303304305306307402405406407408409410411412413414415416417502504505",
  "203 Non-Authoritative Information204 No Content301 Moved Permanently400 Bad Request",
  "401 Unauthorized403 Forbidden404 Not Found500 Internal Server Error501 Not Implemented",
  "503 Service UnavailableJan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec 00:00:00 ",
  "Mon, Tue, Wed, Thu, Fri, Sat, Sun, GMTchunked,text/html,image/png,image/jpg,image/gif,",
  "application/xml,application/xhtml+xml,text/plain,text/javascript,publicprivatemax-age=",
  "gzip,deflate,sdchcharset=utf-8charset=iso-8859-1,utf-,*,enq=0.",
];
