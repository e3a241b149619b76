import { type Readable, type Transform, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** The body, decompressed, is larger than the service will hold. */
export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";

  constructor(limit: number) {
    super(`the body is larger than ${limit} bytes`);
  }
}

const DECODERS = new Map<string, () => Transform>([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

/** More layers than one are a trick, not a transfer. */
const MOST_LAYERS = 2;

/**
 * Reads a body to its end, undoing Content-Encoding. The cap counts bytes as they come out of the decompressor, so a
 * small bomb is dropped at the cap and never unfolds. Throws BodyTooLarge, and Error for an unknown or broken encoding.
 */
export async function readBody(
  stream: Readable,
  encoding: string,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const layers = encoding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (layers.length > MOST_LAYERS) throw new Error(`content encoding ${encoding}`);
  const decoders = layers.reverse().map((name) => {
    const create = DECODERS.get(name);
    if (!create) throw new Error(`unknown content encoding ${name}`);
    return create();
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  const collect = new Writable({
    write(chunk: Uint8Array, _, done) {
      size += chunk.length;
      chunks.push(chunk);
      done(size > limit ? new BodyTooLarge(limit) : null);
    },
  });
  await pipeline([stream, ...decoders, collect], { signal });
  return Buffer.concat(chunks);
}
