import { describe, expect, it } from "vitest";
import { decodeBody } from "../../src/lib/http-decode.js";
import { encodeGbk } from "../support/gbk.js";

const TEXT = "兴业银行公告：一季度净利增长15%";
const utf8 = new TextEncoder().encode(TEXT);

describe("what a body's bytes say", () => {
  it.each([
    ["nothing", undefined],
    ["UTF-8", "text/html; charset=utf-8"],
    ["GBK, wrongly", "text/html; charset=GBK"],
    ["Latin, wrongly", "text/html; charset=iso-8859-1"],
  ])("UTF-8 is read as UTF-8 when the header says %s", (_, header) => {
    expect(decodeBody(utf8, header)).toBe(TEXT);
  });

  it.each([
    ["GBK", "text/html; charset=GBK"],
    ["gb2312", "text/html; charset=gb2312"],
    ["GB18030", 'text/html; charset="gb18030"'],
    ["UTF-8, wrongly", "text/html; charset=utf-8"],
    ["Latin, wrongly", "text/html; charset=ISO-8859-1"],
    ["an encoding nobody knows", "text/html; charset=x-mystery"],
    ["nothing", undefined],
  ])("GBK is read as GBK when the header says %s", (_, header) => {
    expect(decodeBody(encodeGbk(TEXT), header)).toBe(TEXT);
  });

  it.each([
    '<meta charset="gbk">',
    '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
    '<?xml version="1.0" encoding="GB2312"?>',
  ])("%s is believed", (claim) => {
    expect(decodeBody(encodeGbk(claim + TEXT))).toBe(claim + TEXT);
  });

  it("reads Big5 when a page says so", () => {
    const bytes = Uint8Array.from([0xbb, 0xc8, 0xa6, 0xe6]);
    expect(decodeBody(bytes, "text/html; charset=big5")).toBe("銀行");
  });

  it("reads characters that only GB18030 has, whatever the page calls itself", () => {
    const bytes = Uint8Array.from([0x81, 0x39, 0xee, 0x39, 0xd2, 0xf8]);
    expect(decodeBody(bytes, "text/html; charset=gb2312")).toBe("㐀银");
  });

  it.each([
    ["UTF-8", Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8])],
    ["UTF-16 little endian", Buffer.from(`\ufeff${TEXT}`, "utf16le")],
    ["UTF-16 big endian", Buffer.from(`\ufeff${TEXT}`, "utf16le").swap16()],
  ])("a byte order mark of %s decides", (_, bytes) => {
    expect(decodeBody(bytes, "text/html; charset=gbk")).toBe(TEXT);
  });

  it("reads a page that is mostly markup, with a little GBK in it", () => {
    const page = Buffer.concat([Buffer.from("<p>".repeat(3_000)), encodeGbk("银行降息")]);
    expect(decodeBody(page)).toContain("银行降息");
  });

  it("keeps a UTF-8 text readable when one byte of it is broken", () => {
    const broken = Buffer.concat([Buffer.from(TEXT.repeat(20)), Buffer.from([0xff]), Buffer.from("银行")]);
    expect(decodeBody(broken, "text/html; charset=utf-8")).toContain(TEXT);
  });
});
