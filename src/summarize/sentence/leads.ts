import type { Lexicon } from "../lexicon.js";
import { withoutBrackets } from "./brackets.js";
import { type Clause, isBalanced } from "./clauses.js";

const MARKS = /(?:[\s>·•●■★▲◆※○\-—#①②③④⑤⑥⑦⑧⑨⑩]|\*(?!ST))+/uy;
const TITLE = /【[^】\n]{1,80}】/uy;
const WIRE =
  /(?!据[^，]{2,24}消息，(?:集团|公司|[该本]行))[^，。：；,\d\n]{0,16}(?:[（(]www[^）)\n]{0,24}[）)])?(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚间?|凌晨)?(?:电|讯|消息|快讯|报道)|\d{1,2}日(?:电|讯)(?=[（(，,：:丨|\s]|记者))(?:[（(][^）)\n]{0,24}[）)])?[，,：:丨|\s]?/uy;
const DESK =
  /[^，。：；,\d\n（(]{2,10}(?:讯|消息|电)(?:[（(][^）)\n]{0,24}[）)])?[：:丨|\s]|[^，。：；,\d\n（(]{0,8}(?:网|社|公司|财经|[日时晚早]报)讯(?=[（(，,：:丨|\s]|记者)(?:[（(][^）)\n]{0,24}[）)])?[，,]?/uy;
const BYLINE = /[（(][^）)\n]{0,24}(?:记者|电|讯)[^）)\n]{0,24}[）)][，,：:\s]?/uy;
/** Where the item before came from: （央视新闻） */
const TAG = /[（(](?:(?:文章)?来源[：:]\s*)?[\p{Script=Han}A-Za-z\d]{2,10}[）)]\s*/uy;
/** Behind a Chinese number and its mark: 三、四季度 and 一、二线 number no item. */
export const OF_NO_LIST = "(?![一二三四五六七八九十]{1,2}[季线产期月年级])";
const NUMBERING = new RegExp(
  `(?:[（(][一二三四五六七八九十\\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.]${OF_NO_LIST}|\\d{1,2}(?:、(?!\\d{1,2}月(?![末\\d]))|\\.(?!\\d)))\\s*`,
  "uy",
);

/** 事件：公司发布年报 */
const LABEL = /(?:事件|事项|点评|摘要|要点|投资要点|核心观点|季报亮点|导语)[：:]\s*/uy;

/** How much of a sentence's start belongs to the wire and not to the news: 【title】, 财联社1月13日电，, bullets. */
export function skipLead(sentence: string): number {
  let at = 0;
  for (const pattern of [MARKS, TAG, TITLE, WIRE, DESK, BYLINE, MARKS, LABEL, NUMBERING]) {
    pattern.lastIndex = at;
    if (pattern.test(sentence) && pattern.lastIndex < sentence.length - 6) at = pattern.lastIndex;
  }
  return at;
}

const TIME =
  /(?:截至|截止|自|从|到|在|于)?(?:(?:刚刚|新的一年|目前|近日|日前|近期|(?:[一二三四五六七八九十百]|\d{1,3})?[多几]?年来|最近|今日|今天|昨日|昨天|今年以来|今年|去年|明年|今晨|今早(?!盘)|当天|当日|此前|稍早|随后|[本上下]周[一二三四五六日]?|周[一二三四五六日]|星期[一二三四五六日]|(?:\p{Script=Han}{0,3}当地|北京|美东|美国东部|欧洲|美国|莫斯科|伦敦|东京|格林[尼威]治)时间|[12]\d{3}(?:年|[-—~至]\d{2,4}年)|第?[一二三四前]季度|第?[一二三四]财季|上半年|下半年|[上下中]旬|(?:\d{1,2}[-—~～至])?\d{1,2}月份?|\d{1,2}[日号](?!元)|\d{1,2}[时点](?:\d{1,2}分)?许?|\d{1,2}[：:]\d{2}(?:[：:]\d{2})?|[上下中]午|[早晚]上|晚间|晚(?!盘)|早间|早(?!盘)|清晨|傍晚|中午|午间|深夜|凌晨|夜间|盘前|盘中|盘后)(?:年?[初末底]|以来|至今|期间|左右|中旬|前后|起(?![诉飞步点用草]))?(?:[-—～~至、\s]*))+/uy;

/** The length of the time that opens a text (2月8日晚间, 截至2021年末), 0 without one. */
export function timeLength(text: string): number {
  TIME.lastIndex = 0;
  const length = TIME.test(text) ? TIME.lastIndex : 0;
  // “2021年度”, “1月的”, “3日均线” and “最近一周” only begin like a time.
  return length > 0 && /^(?:[度均线内终的之]|全年|一[周月年])/u.test(text.slice(length)) ? 0 : length;
}

const BUSINESS_YEAR = /^(?:19|20)\d{2}年度/u;

/** The length of the time or the business year (2031年度) that opens a text, 0 without one. */
export function periodLength(text: string): number {
  return timeLength(text) || (BUSINESS_YEAR.exec(text)?.[0].length ?? 0);
}

/** 今天（1月22日）下午 */
export function isTime(text: string): boolean {
  const time = timeLength(text);
  if (time === text.length || time === 0) return time > 0;
  const bare = withoutBrackets(text);
  return timeLength(bare) === bare.length;
}

export type Opening =
  | { kind: "time" | "source" | "connective" | "content" }
  /** An opinion may not be shown without its speaker. `cited`: 据甲报道 only hands on what may be another one's words. */
  | { kind: "speech"; speaker: string; opinion: boolean; cited: boolean };

/** What a clause at the start of a sentence is for: most news opens with when and who before it comes to what. */
export function readOpening(sentence: string, clause: Clause, lexicon: Lexicon): Opening {
  const text = sentence.slice(clause.at, clause.end);
  if (clause.mark === "" || (clause.mark.length > 0 && !"，,：:".includes(clause.mark))) {
    return { kind: "content" };
  }
  const time = timeLength(text);
  if (isTime(text) || OCCASION.test(text) || MATTER.test(text)) return { kind: "time" };
  const viewer = viewerOf(text, clause.mark, lexicon);
  if (viewer !== undefined) return { kind: "speech", speaker: viewer, opinion: true, cited: false };
  const connective = lexicon.connectiveStart.exec(text)?.[0].length ?? 0;
  if (connective === text.length) return { kind: "connective" };
  const opens = Math.max(time, connective);
  const cited = /^(?:记者|[另又])?(?:根据|据|从(?![事业而]))|^记者/u.exec(text.slice(opens))?.[0].length ?? 0;
  const says = lexicon.speechEnd.test(text) || RELEASES.test(text);
  if (cited === 0 && (!says || VIEWPOINT.test(text))) return { kind: "content" };
  // 从艰难起步，到形成战斗力
  if (text.startsWith("从", opens) && /^[，,、]?[到至]/u.test(sentence.slice(clause.end)))
    return { kind: "content" };
  if (text.length > 60) return { kind: "content" };
  const from = opens + cited + timeLength(text.slice(opens + cited));
  const start = from + (/^从/u.test(text.slice(from)) ? 1 : 0);
  const name = shortName(readName(text, start, lexicon), lexicon);
  const opinion = lexicon.opinionEnd.test(text);
  if (cited === 0 && (/援引/u.test(text) || REPORTS.test(text))) return { kind: "source" };
  if (MAY_SAY.test(text) || INVITES.test(text)) return { kind: "content" };
  if (cited > 0 && BY_ORDER.test(text)) return { kind: "source" };
  if (!looksLikeSpeaker(name, lexicon))
    return { kind: cited > 0 || lexicon.source.test(name) ? "source" : "content" };
  return { kind: "speech", speaker: name, opinion, cited: cited > 0 };
}

/** 在第12场新闻发布会上 */
const OCCASION = /^(?:在|《[^》]*》).{2,40}(?:会|会议|论坛|仪式|活动|采访|报告|致辞|调研|峰会)[上中时]$/u;
/** 就某公司违约一事 */
const MATTER = /^(?:就|对于|针对|关于)[^，]{2,}(?:一事|事件)$|^针对[^，]{4,}(?:谈判|传闻|消息|质疑|言论)$/u;

/** 在市场人士看来 */
const IN_VIEW = /^在(?<who>[^，]{2,16})看来$/u;
/** Some news agency's report is of what others do. */
const REPORTS =
  /(?:通讯社|电视台|新闻台|广播公司|[日时晚早邮]报|新闻网|周刊)[^，]{0,12}报道(?:称|说|指出)?$/u;
/** 某部通报12月地方政府债券发行情况：… */
const RELEASES =
  /^[^，“《将拟]{2,20}(?:公布|披露|发布|通报)(?:了)?[^，《“]{2,36}(?:情况|数据|报告|结果|业绩|快报|预告|统计)$/u;

/** 某行长下周可能会重申 */
const MAY_SAY = /(?:可能|或许|有望|料将|预计)(?:会|将)?[^，]{0,20}.{2}$|将[在于][^，]{2,20}发布$/u;
/** 某公司发布了价值数十亿元的摄像头模组招标公告 */
const INVITES = /了[^，]*的[^，]*(?:招标|拍卖|招聘|招募|征集)公告$/u;
/** 根据甲关于某事的要求 names no speaker, 从历史数据看 none either. */
const BY_ORDER = /(?:要求|规定|约定|安排|部署|精神|评估|研判|统一政策|看|数据分析)$/u;
/** 从下游来说 is said by nobody. */
const VIEWPOINT = /来[说讲]$/u;

/** Whoever thinks what follows, told without a verb of saying: 某分析师：…, 在市场人士看来，… */
function viewerOf(text: string, mark: string, lexicon: Lexicon): string | undefined {
  if (/[：:]/u.test(mark) && isNameOnly(text, lexicon)) return text;
  const who = IN_VIEW.exec(text)?.groups?.who;
  return who !== undefined && looksLikeSpeaker(who, lexicon) ? who : undefined;
}

/** 某部委有关负责人：… */
function isNameOnly(text: string, lexicon: Lexicon): boolean {
  const endsLikeName = lexicon.deputyEnd.test(text) || lexicon.houseEnd.test(text);
  const house = text.replace(lexicon.deputyEnd, "").replace(/联合会/gu, "");
  const says = lexicon.predicate.find(house).some(({ word }) => word.length > 1);
  return endsLikeName && looksLikeSpeaker(text, lexicon) && !says;
}

/**
 * What stands before the verb of saying. Of a name with a bracket in it the whole (某公司（某简称）董事长张三), or what is
 * behind it where that is too long; of a house and its spokesman the house.
 */
function readName(text: string, start: number, lexicon: Lexicon): string {
  const asked = ASKED.exec(text.slice(start))?.[0].length ?? 0;
  if (asked > 0) return readName(text, start + asked, lexicon);
  const end = speakerEnd(text, start + 2, lexicon);
  const name = (at: number, to: number) => text.slice(at, to).replace(/[的、，\s]+$/u, "");
  const close = /[（(]/u.test(text.charAt(end)) ? text.slice(end).search(/[）)]/u) : -1;
  if (close < 0) return name(start, end);
  const behind = end + close + 1;
  const whole = speakerEnd(text, behind, lexicon);
  const rest = name(behind, whole);
  if (/^旗下.{2}/u.test(rest)) return rest.slice(2);
  const isPerson = OFFICE.test(rest) && !GOES_WITH_HOUSE.test(rest) && lexicon.deputy.exec(rest)?.index !== 0;
  if (!isPerson) return name(start, end);
  return whole - start <= LONGEST_SPEAKER ? name(start, whole) : rest;
}

/** 多位接受采访的｜专家 */
const ASKED = /^(?:多[位名家]|[^，]{0,4})?接受[^，的]{0,10}(?:采访|调研|访问)的/u;
const OFFICE = /.{2}(?:[长师家员官裁席理任]|负责人|发言人|教授|院士|秘书)[\p{Script=Han}·]{0,8}$/u;
/** …公司（某简称）｜和某机构, …公司（某简称）｜总裁张三 */
const GOES_WITH_HOUSE = /^[和与及、等在于旗的]|^(?:副|前|首席|总裁|总经理|主席|行长|董事|CEO|创始)/u;

const BEFORE_NAME = /^[丨|｜]|^(?:(?:举行|召开|出炉)的|来?自(?![然治动贸由主行]))/u;
/** How, where and when he speaks: 某部已, 某公司独家回复某报记者, 某总统在社交媒体发文. */
const BEHIND_NAME =
  /(?<=会议?)上$|方面$|(?<=.{3})官方(?:微信|微博)?$|在(?:社交媒体|社交平台|微博|朋友圈)(?:上|发文)?$|(?<=.{2})(?:(?:独家)?回复[^，]{0,4}(?:记者|函)?|(?<!早)已|联合|共同|同步|一致|始终|首次|同样|独家|反映|撰文|主持|上个月|紧紧|牢牢|大力|着力)$|(?<=[局府部])[会将]$/u;

/** Of a long name what stands before a Latin one (某某银行首席策略师｜John Smith), or else the house it begins with. */
function shortName(name: string, lexicon: Lexicon): string {
  const speaker = name.replace(BEFORE_NAME, "").replace(BEHIND_NAME, "");
  if (speaker.length <= LONGEST_SPEAKER) return speaker;
  if (INSPECTORS.test(speaker)) return "";
  const owned = OWNED.exec(speaker)?.groups?.name;
  if (owned !== undefined) return owned;
  const title = speaker.replace(/[的,]?[A-Za-z.·\-\s]+$/u, "");
  if (title.length <= LONGEST_SPEAKER) return title;
  const house = (COUNCIL_OFFICE.exec(title) ?? lexicon.houseStart.exec(title))?.[0] ?? title;
  const [office = ""] = title.slice(house.length).split("、");
  if (house.length > LONGEST_SPEAKER) return LATIN_NAME.exec(speaker)?.[0] ?? house;
  if (!SCHOLAR.test(office)) return house;
  const last = title.slice(title.lastIndexOf("、") + 1);
  return last.length <= LONGEST_SPEAKER ? last : (OFFICE_AND_NAME.exec(last)?.[0] ?? last);
}

/** 中央纪委国家监委驻某行纪检监察组、某省纪委: no short name tells who of them speaks. */
const INSPECTORS = /^中央纪委国家监委驻/u;
/** 某集团旗下｜某平台 speaks for itself. */
const OWNED = /旗下(?<name>[^、]{2,20})$/u;
/** An office of the council is not the council itself. */
const COUNCIL_OFFICE = /^国务院[^、，]{2,14}?(?:委员会|委|办公室|办|局|中心)/u;

const OFFICE_AND_NAME =
  /(?:(?:董事长兼)?首席\p{Script=Han}{2,3}官|(?:执行|副|名誉)?(?:[院校所会行]长|董事长|总经理|总裁|主任|教授|研究员|委员|院士))\p{Script=Han}{2,3}$/u;
/** 某部专家委员会委员、某大学教授张三 does not speak for the house that his name begins with. */
const SCHOLAR = /专家|委员(?!会)|院士|教授|大学|协会|学会|研究[院所]/u;

const LATIN_NAME = /[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)+$/u;
const LONGEST_SPEAKER = 20;

const NO_SPEAKER =
  /[了得着过，]|[（(]\d|[上下]调|维持(?![会员])|重申|[|｜]|应[当根按]|可能|(?:[一二三四五六七八九十两多几][位名])$|(?:^|[估统]计)数字$|^[低高好弱强多少]于|^(?:联合|(?:累计|近.年).{2})$|^“[^”]*”?$|^(?:[\d《（(对从由在与将按我你这那并]|要(?!闻)|以(?![太色岭方军总财媒]|外长|国防)|经(?![济合营理贸])|[公发]布|原?标题|再[查看]|来看|仅|可以|应该|只|正在|为|如果|伴随|最近|进一步|未经|落实|放宽|存在|包括|[另还]?有|针对|关于|另一(?![位名家]))/u;
const PERSON = /^另一[位名家]|(?:人士|专家)$/u;

/** 某某数据公告: only a house's name keeps its 数据 where names are cut. */
const HOUSE_OF_DATA = /^\p{Script=Han}{2}数据$/u;

/** A name is short and tells nothing by itself. */
function looksLikeSpeaker(name: string, lexicon: Lexicon): boolean {
  return (
    name.length >= 2 &&
    name.length <= LONGEST_SPEAKER &&
    !NO_SPEAKER.test(name) &&
    isBalanced(name) &&
    !lexicon.selfStart.test(name) &&
    (HOUSE_OF_DATA.test(name) || !lexicon.noSpeakerEnd.test(name)) &&
    !lexicon.speechEnd.test(name) &&
    (!lexicon.source.test(name) ||
      HOUSE_OF_DATA.test(name) ||
      lexicon.deputy.test(name) ||
      PERSON.test(name)) &&
    (!lexicon.vagueStart.test(name) || PERSON.test(name)) &&
    timeLength(name) < name.length
  );
}

function speakerEnd(text: string, from: number, lexicon: Lexicon): number {
  lexicon.speakerEnd.lastIndex = from;
  return lexicon.speakerEnd.exec(text)?.index ?? text.length;
}
