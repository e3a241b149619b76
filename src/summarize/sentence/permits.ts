/* What an office permits or punishes is its own deed, whoever reports it. */

const PERMITS = "同意|批准|核准|准予|授予";
const FOR_COMPANY = new RegExp(
  `^(?:${PERMITS})(?:公司(?![债法])|[该本]行(?![业动政为])|其(?![他它中余])|本品|该(?:药|产品|品种)|开展[^，]{0,12}临床)`,
  "u",
);
const AT = new RegExp(`^(?:${PERMITS})`, "u");
const ORDER = /(?:批复|决议|决定|文件|回执|通知书)》?，$/u;
const OFFICE = /(?:局|委|会|部|院|所|央行|人民银行|分行)$/u;

/** 某公司收到某会批复，｜同意公司注册 */
export function isPermitOfAnother(clause: string, speakers: string[]): boolean {
  return FOR_COMPANY.test(clause) && !speakForOffice(speakers);
}

/** 某证券公告，收到处罚决定书，｜没收业务收入100万元 */
export function isPunishment(clause: string, speakers: string[]): boolean {
  return PUNISHES.test(clause) && !speakForOffice(speakers);
}

function speakForOffice(speakers: string[]): boolean {
  return speakers.some((speaker) => OFFICE.test(speaker));
}

const PUNISHES = /^并?(?:没收|责令|处以|(?:对[^，]{2,24})?(?:给予[^，]{0,12}警告|处以|罚款))/u;

/** 根据某部批复，｜同意发行 */
export function isPermitByOrder(text: string, at: number): boolean {
  return AT.test(text.slice(at, at + 2)) && ORDER.test(text.slice(Math.max(0, at - 4), at));
}
