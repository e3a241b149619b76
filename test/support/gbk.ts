let table: Map<string, number> | undefined;

/** Text to GBK bytes, by turning the platform's decoder round; Node has no encoder for it. */
export function encodeGbk(text: string): Buffer {
  table ??= buildTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = table.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
    else throw new Error(`GBK has no ${character}`);
  }
  return Buffer.from(bytes);
}

function buildTable(): Map<string, number> {
  const decoder = new TextDecoder("gbk");
  const built = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (trail !== 0x7f && [...character].length === 1 && character !== "\ufffd") {
        built.set(character, (lead << 8) | trail);
      }
    }
  }
  return built;
}
