const OPENERS = "“‘「『《（(【[〔";
const CLOSERS = "”’」』》）)】]〕";

/** What a mark may do, as bits: one mark may do several. */
export const OPENS = 1;
export const CLOSES = 2;
/** ，：；: parts clauses. */
export const CUTS = 4;
/** 。！？… and the full stops of other scripts: stands at the end of a sentence. */
export const STOPS = 8;
/** 。！？…: ends a sentence wherever it stands. */
export const ENDS = 16;
/** Neither opens nor closes by its looks: ". */
export const STRAIGHT = 32;
export const LINE_BREAK = 64;
/** ②…⑳: numbers an item that is not the first. */
export const NUMBERED = 128;

const ROLES = new Uint8Array(0x10000);
const PARTNERS = new Uint8Array(0x10000);
for (const [marks, role] of [
  [OPENERS, OPENS],
  [CLOSERS, CLOSES],
  ["，,：:；;", CUTS],
  ["。．！？!?….", STOPS],
  ["。！？!?…", ENDS],
  ['"', STRAIGHT],
  ["\n\r", LINE_BREAK],
  ["②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", NUMBERED],
] as const) {
  for (const mark of marks) {
    const code = mark.charCodeAt(0);
    ROLES[code] = (ROLES[code] ?? 0) | role;
  }
}
for (const marks of [OPENERS, CLOSERS]) {
  for (let i = 0; i < marks.length; i += 1) PARTNERS[marks.charCodeAt(i)] = i + 1;
}

/** The bits of a character's roles; 0 for nearly all characters, which one look into a table tells. */
export function roleOf(code: number): number {
  return ROLES[code] ?? 0;
}

/** Offsets of the marks that have one of the roles, from an offset on. */
export function findMarks(text: string, roles: number, from = 0): number[] {
  const marks: number[] = [];
  for (let i = from; i < text.length; i += 1) if ((roleOf(text.charCodeAt(i)) & roles) !== 0) marks.push(i);
  return marks;
}

/** Whether two marks, told by their codes, are the halves of one kind of quote or bracket. */
export function areHalves(opener: number, closer: number): boolean {
  return PARTNERS[opener] === PARTNERS[closer];
}
